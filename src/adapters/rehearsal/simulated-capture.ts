import type { Capture } from '../../engine/ports.ts'

/** What a rehearsal finds around it: always something, recognisable as made up. */
export const simulatedCapture: Capture = {
  newestFile: async (pattern) => pattern.replace(/\*+|\?|\[[^\]]*\]/g, 'rehearsed'),
  gitCommit: async () => '0000000000000000000000000000000000000000',
  gitTag: async () => 'rehearsed-tag',
  gitChanges: async () => ({
    since: 'rehearsed-tag',
    from: '0000000000000000000000000000000000000000',
    to: '0000000000000000000000000000000000000000',
    subjects: ['a rehearsed change'],
    count: 1,
  }),
}
