import styles from './form.module.css'

/** Some of a few things: boxes under a name. */
export function CheckList<Id extends string>({
  label,
  options,
  value,
  error,
  onChange,
}: {
  label: string
  options: readonly { id: Id; name: string }[]
  value: readonly Id[]
  error?: string | undefined
  onChange: (ids: Id[]) => void
}) {
  return (
    <fieldset className={styles.checks}>
      <legend>{label}</legend>
      {options.map(({ id, name }) => (
        <label key={id} className={styles.check}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={({ currentTarget: { checked } }) =>
              // In the order of the options, whatever was clicked first.
              onChange(
                options.map((one) => one.id).filter((one) => (one === id ? checked : value.includes(one))),
              )
            }
          />
          {name}
        </label>
      ))}
      {error && <p className={styles.error}>{error}</p>}
    </fieldset>
  )
}
