/** The run for a screen that is read from across a room. */
export function WallView() {
  return null
}
