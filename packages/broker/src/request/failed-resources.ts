import { failureOutcome } from './failure-outcome.ts';

/** A resource whose configs were to be changed. */
interface Resource {
  readonly resourceType: number;
  readonly resourceName: string;
}

/** What is answered for each resource of a request that failed as a whole. */
export function failedResources(
  resources: readonly Resource[],
  error: unknown,
): readonly (Resource & ReturnType<typeof failureOutcome>)[] {
  const outcome = failureOutcome(error);
  return resources.map(({ resourceType, resourceName }) => ({
    ...outcome,
    resourceType,
    resourceName,
  }));
}
