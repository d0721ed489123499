import type { Row } from '@parley/server/contract'
import { useEffect, useRef, useState } from 'react'
import type { ThreadAction } from '../../lib/api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import { useAct, useTry } from '../../ui/use-act.ts'

export interface Step {
  /** Does it once, and says so with the way back; `done` are the words for it. */
  take: (action: ThreadAction, done: string) => Promise<void>
  busy: boolean
  /** Why it was refused; what was typed stands there still. */
  problem: string | undefined
}

/** A step that a form takes: the form stays, with its words, until the answer is there. */
export function useStep({ id, customer }: Row, onDone: () => void): Step {
  const { t } = useTranslation()
  const attempt = useTry()
  const act = useAct()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const there = useRef(true)
  useEffect(() => {
    there.current = true
    return () => {
      there.current = false
    }
  }, [])
  const takeBack = async (epoch: number) => {
    if (await act(id, { action: 'undo', body: { epoch } }))
      void notifyDone(t('act.undone', { name: customer.name }), { close: t('common.close') })
  }
  const take = async (action: ThreadAction, done: string) => {
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    const acted = await attempt(id, action)
    setBusy(false)
    if (!acted.ok) {
      if (there.current) setProblem(acted.why)
      else notifyProblem(t('act.refused'), acted.why, t('common.close'))
      return
    }
    if (there.current) onDone()
    const { row, undoMs } = acted
    const undo = { label: t('common.undo'), run: () => void takeBack(row.epoch) }
    if (undoMs) void notifyDone(done, { close: t('common.close'), undo, shownMs: undoMs })
  }
  return { take, busy, problem }
}
