import type { UndertakingKind } from '../swarm/seed-plan.ts';
import type { World } from '../world/world.ts';
import { AddPartitions } from './add-partitions.ts';
import { ChangeFlush } from './change-flush.ts';
import { CommitOffsets } from './commit-offsets.ts';
import { Compact } from './compact.ts';
import { CreateAnew } from './create-anew.ts';
import { DeleteRecords } from './delete-records.ts';
import { LeaveAlone } from './leave-alone.ts';
import { LeaveToTheSystem } from './leave-to-the-system.ts';
import { LetGo } from './let-go.ts';
import { SendByKey } from './send-by-key.ts';
import { SendAstray } from './send-astray.ts';
import { SharePartitions } from './share-partitions.ts';
import type { Undertaking } from './undertaking.ts';

/** What the plan of a world wants to be undertaken. */
export function undertakingsOf(world: World): readonly Undertaking[] {
  return world.plan.undertakings.map((kind) => undertakingOf(kind, world));
}

function undertakingOf(kind: UndertakingKind, world: World): Undertaking {
  switch (kind) {
    case 'send by key':
      return new SendByKey(world);
    case 'send astray':
      return new SendAstray(world);
    case 'delete records':
      return new DeleteRecords(world);
    case 'add partitions':
      return new AddPartitions(world);
    case 'create anew':
      return new CreateAnew(world);
    case 'leave alone':
      return new LeaveAlone(world);
    case 'let go':
      return new LetGo(world);
    case 'leave to the system':
      return new LeaveToTheSystem(world);
    case 'change flush':
      return new ChangeFlush(world);
    case 'compact':
      return new Compact(world);
    case 'commit offsets':
      return new CommitOffsets(world);
    case 'share in a classic group':
      return new SharePartitions(world, 'classic');
    case 'share in a consumer group':
      return new SharePartitions(world, 'consumer');
  }
}
