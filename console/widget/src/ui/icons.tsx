const paths = {
  close: 'M6 6l12 12M18 6 6 18',
  down: 'm6 9.5 6 6 6-6',
  send: 'M12 19V5.5M6 11l6-6 6 6',
  clip: 'm20 11-8.4 8.4a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.4a1.7 1.7 0 0 1-2.3-2.3L14.5 7',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v3.8h-3.8',
  clock: 'M12 7v5l3 2M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0Z',
  offline:
    'M4 4l16 16M8.5 15.5a5 5 0 0 1 6.2-.7M5.5 12a9.5 9.5 0 0 1 4-2.3M13.5 9.3a9.4 9.4 0 0 1 5 2.7M12 19h.01',
  person: 'M12 12.2a3.9 3.9 0 1 0 0-7.8 3.9 3.9 0 0 0 0 7.8ZM4.8 19.6a7.4 7.4 0 0 1 14.4 0',
  assistant:
    'M12 4.2c.5 4 2.6 6.6 7 7.3-4.4.8-6.5 3.3-7 7.3-.5-4-2.6-6.5-7-7.3 4.4-.7 6.5-3.3 7-7.3ZM18.5 4v3M20 5.5h-3',
  alert: 'M12 8.2v4.6M12 16h.01M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0Z',
} as const

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}

const mouths = [
  'M8.3 16.4c1.8-2.3 5.6-2.3 7.4 0',
  'M8.8 15.8c1.7-1.3 4.7-1.3 6.4 0',
  'M8.8 15.3h6.4',
  'M8.8 14.6c1.7 1.5 4.7 1.5 6.4 0',
  'M7.8 13.8c1.4 3.7 7 3.7 8.4 0Z',
] as const

/** A face for a score of 1 to 5. Drawn, so that it looks the same everywhere. */
export function Face({ score }: { score: number }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      <path d="M9 9.6v.3M15 9.6v.3" stroke-width="2.2" />
      <path d={mouths[score - 1] ?? mouths[2]} />
    </svg>
  )
}
