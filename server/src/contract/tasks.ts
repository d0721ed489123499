import { z } from 'zod'

/** Long work that people watch: it shows how far it is, may be stopped, and goes on after a restart. */
export const TaskState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled'])
export type TaskState = z.infer<typeof TaskState>

/** GET /api/tasks/:id. What `result` holds is said by the feature that owns the kind. */
export const Task = z.object({
  id: z.string(),
  kind: z.string(),
  state: TaskState,
  by: z.object({ id: z.string(), name: z.string() }),
  /** `of` is 0 while it is not known yet. */
  progress: z.object({ done: z.number(), of: z.number(), note: z.string().optional() }),
  /** It was cancelled and is about to end. */
  stopping: z.boolean().optional(),
  result: z.unknown().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  createdAt: z.number(),
  startedAt: z.number().optional(),
  endedAt: z.number().optional(),
})
export type Task = z.infer<typeof Task>
export const TaskList = z.object({ tasks: z.array(Task) })
export type TaskList = z.infer<typeof TaskList>
