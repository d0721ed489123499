import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { conflictsIn, customersApi, problemsIn } from '../../lib/customers-api.ts'
import { useProblemWords } from '../../lib/problem-words.ts'
import { customerQuery } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'

interface EditState {
  saving: boolean
  problem?: string | undefined
  /** What the field holds by now, when somebody else changed it. */
  conflict?: string | undefined
}

/** Saves one field; what keeps it from being saved is in the state, in words. */
export function useEditField(customer: string, field: string) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const queryClient = useQueryClient()
  const [state, setState] = useState<EditState>({ saving: false })
  const save = async (from: string, to: string): Promise<boolean> => {
    setState({ saving: true })
    try {
      const profile = await customersApi.edit(customer, { changes: { [field]: { from, to } } })
      queryClient.setQueryData(customerQuery(customer).queryKey, profile)
      setState({ saving: false })
      return true
    } catch (error) {
      const [conflict] = conflictsIn(error)
      const [problem] = problemsIn(error)
      if (conflict) {
        setState({ saving: false, conflict: conflict.now })
        void queryClient.invalidateQueries({ queryKey: customerQuery(customer).queryKey })
      } else
        setState({
          saving: false,
          problem: problem ? words(problem.problem) : t(`errors.${codeOf(error)}`),
        })
      return false
    }
  }
  return { save, state, forget: () => setState({ saving: false }) }
}
