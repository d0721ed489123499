import { z } from 'zod'

/** Given by the server at the upload. */
export const FileId = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
export const MAX_FILES = 10

const facts = {
  id: FileId,
  name: z.string(),
  /** Decided by what is in the file, never by its name. */
  mime: z.string(),
  bytes: z.number().int(),
}
export const ImagePart = z.object({
  type: z.literal('image'),
  ...facts,
  /** In pixels, as it is shown: so that its place is kept before it is there. */
  width: z.number().int(),
  height: z.number().int(),
})
export const FilePart = z.object({ type: z.literal('file'), ...facts })

/**
 * What an upload answers, and what stands in a message. POST /api/threads/:id/files and POST /widget/files take the
 * bytes as the body and the name as `?name=`; GET …/files/:file gives them back, with `?size=thumb` a smaller picture.
 */
export const Attachment = z.discriminatedUnion('type', [ImagePart, FilePart])
export type Attachment = z.infer<typeof Attachment>

/** Ids of files that were uploaded before, by this sender for this thread. */
export const FileIds = z.array(FileId).max(MAX_FILES)

/** GET /widget/file-ticket (Authorization: Bearer): opens the files of the token's thread in addresses, for an hour. */
export const FileTicket = z.object({ ticket: z.string(), expiresAt: z.number() })
export type FileTicket = z.infer<typeof FileTicket>
