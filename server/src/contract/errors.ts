import { z } from 'zod'

/** Every stable code that a client may see. Words may change, codes never do. */
export const errorCodes = [
  'invalid_request',
  'invalid_json',
  'unsupported_media_type',
  'too_large',
  'unsupported_file',
  'empty_file',
  'unknown_file',
  'not_a_table',
  'not_found',
  'unauthenticated',
  'forbidden',
  'foreign_origin',
  'wrong_credentials',
  'too_many_requests',
  'demo_refused',
  'token_missing',
  'token_invalid',
  'token_expired',
  'token_wrong_audience',
  'unknown_account',
  'id_reused',
  'not_owner',
  'unseen_messages',
  'already_taken',
  'at_capacity',
  'wrong_state',
  'changed_meanwhile',
  'already_running',
  'queue_in_use',
  'shortcut_taken',
  'intent_taken',
  'too_many',
  'model_damaged',
  'training_broke',
  'conversation_closed',
  'too_late',
  'undo_too_late',
  'customer_blocked',
  'reply_on_its_way',
  'cannot_mention',
  'resync_needed',
  'store_unavailable',
  'redis_unavailable',
  'link_unknown',
  'link_used',
  'link_expired',
  'password_refused',
  'wrong_password',
  'own_right',
  'own_admin_needed',
  'name_differs',
  'set_up_already',
  'setup_token_wrong',
  'model_unavailable',
  'internal',
] as const
export const ErrorCode = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof ErrorCode>

/** Body of every refused request and of every refused socket acknowledgement. */
export const ErrorBody = z.object({
  error: z.object({
    code: ErrorCode,
    message: z.string(),
    /** Which fields were wrong, who owns it now, how long to wait: plain facts for the client. */
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string().optional(),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>

/** What a socket acknowledgement brings: the result, or the error body. */
export type Ack<T> = ({ ok: true } & T) | ({ ok: false } & ErrorBody)
