export {
  areSubscriptionsReproduced,
  type AssignmentComparison,
  compareWithRecorded,
  type RecordedGroup,
  type RecordedMember,
} from './recorded-assignments.ts';
