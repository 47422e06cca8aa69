import { open } from 'node:fs/promises'

/** Up to so many bytes of a file, from a place in it on. */
export async function partOf(
  path: string,
  from: number,
  most: number,
  encoding: BufferEncoding = 'utf8',
): Promise<string> {
  const handle = await open(path)
  try {
    const buffer = Buffer.alloc(most)
    const { bytesRead } = await handle.read(buffer, 0, most, from)
    return buffer.subarray(0, bytesRead).toString(encoding)
  } finally {
    await handle.close()
  }
}
