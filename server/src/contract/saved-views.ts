import { z } from 'zod'
import { RowFilter, Sort } from './row-filter.ts'
import { View } from './rows.ts'

export const MOST_SAVED_VIEWS = 50

/** Ids are made by whoever saves: saving twice is saving once, and undoing a removal is saving again. */
export const SavedViewId = z.string().regex(/^v_[A-Za-z0-9_-]{8,40}$/)

/** PUT /api/views/:id: a list that somebody comes back to. */
export const SaveView = z.strictObject({
  name: z.string().trim().min(1).max(60),
  view: View,
  filter: RowFilter,
  sort: Sort.optional(),
  /** In everybody's navigation, or only in one's own. */
  shared: z.boolean(),
})
export type SaveView = z.infer<typeof SaveView>

export const SavedView = z.object({ ...SaveView.shape, id: SavedViewId, mine: z.boolean() })
export type SavedView = z.infer<typeof SavedView>

/** GET /api/views: one's own and the shared ones, oldest first; each person orders them in their preferences. */
export const SavedViews = z.object({ views: z.array(SavedView) })
