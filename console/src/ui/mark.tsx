/** Parley's own mark: a P whose bowl is a speech bubble. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path
        fill="#fff"
        fillRule="evenodd"
        d="M8.5 25.6V14.3a7.6 7.6 0 0 1 15.2 0 7.6 7.6 0 0 1-10.4 7.1zM12.4 14.3a3.7 3.7 0 1 0 7.4 0 3.7 3.7 0 0 0-7.4 0z"
      />
    </svg>
  )
}
