import type { ChartProps } from './chart-types.ts'

/** The same values for those who listen. */
export function ChartTable({ label, timeName, sumName, series, points, format }: ChartProps) {
  return (
    <div className="visually-hidden">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{timeName}</th>
            {series.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
            {sumName !== undefined && <th scope="col">{sumName}</th>}
          </tr>
        </thead>
        <tbody>
          {points.map(({ key, title, values }) => (
            <tr key={key}>
              <th scope="row">{title}</th>
              {series.map((one, index) => {
                const value = values[index] ?? null
                return <td key={one.key}>{value === null ? '–' : format(value)}</td>
              })}
              {sumName !== undefined && (
                <td>{format(values.reduce<number>((all, value) => all + (value ?? 0), 0))}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
