import type { YamlNode } from './strict.ts'

/** `release: { files: [dist.tar.gz] }`: files that are part of what a release is, beside the commit and the document. */
export function releaseFilesOf(node: YamlNode | undefined): readonly string[] {
  const parts = Object.fromEntries(node?.entries(['files'], 'a mapping with `files`') ?? [])
  return (parts.files?.items('a list of paths') ?? []).map((one) => {
    const path = one.text('a path')
    if (path.trim() === '') throw one.wrong('a path')
    return path
  })
}
