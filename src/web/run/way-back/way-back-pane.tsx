/** What leads back now. */
export function WayBackPane() {
  return null
}
