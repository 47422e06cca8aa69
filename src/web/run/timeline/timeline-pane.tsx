/** Planned against actual. */
export function TimelinePane() {
  return null
}
