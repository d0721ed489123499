import type { BlockCustomer, CustomerProfile } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { codeOf } from '../../lib/api-error.ts'
import { customersApi } from '../../lib/customers-api.ts'
import { customerQuery } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'

/** Blocks a customer and lifts the block; either is taken back while the words about it stand there. */
export function useBlock({ id, name, blocked }: CustomerProfile) {
  const { t } = useTranslation(['profile', 'translation'])
  const queryClient = useQueryClient()
  const again = () => queryClient.invalidateQueries({ queryKey: customerQuery(id).queryKey })
  const attempt = async (work: () => Promise<void>, failed: string) => {
    try {
      await work()
      return true
    } catch (error) {
      notifyProblem(failed, t(`translation:errors.${codeOf(error)}`), t('translation:common.close'))
      return false
    } finally {
      await again()
    }
  }
  const told = (words: string, back: () => Promise<unknown>) =>
    notifyDone(words, {
      close: t('translation:common.close'),
      undo: { label: t('translation:common.undo'), run: () => void back() },
    })
  return {
    /** @throws ApiError: whoever asked for it says so where it was asked */
    async block(wish: BlockCustomer): Promise<void> {
      await customersApi.block(id, wish)
      void told(t('blockDone', { name }), () =>
        // What the block has closed comes back with it.
        attempt(() => customersApi.unblock(id, true), t('blockFailed')),
      )
      await again()
    },
    async lift(): Promise<void> {
      if (!blocked || !(await attempt(() => customersApi.unblock(id, false), t('blockFailed')))) return
      const { reason, until } = blocked
      void told(t('unblockDone', { name }), () =>
        attempt(
          () => customersApi.block(id, { reason, ...(until === undefined ? {} : { until }) }),
          t('blockAgainFailed'),
        ),
      )
    },
  }
}
