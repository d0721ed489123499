import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const iris: MantineColorsTuple = [
  '#eeeefc',
  '#dcdcf8',
  '#c9c9f2',
  '#a9a8ea',
  '#7f7ee8',
  '#6b6adf',
  '#5b5bd6',
  '#5d5cd2',
  '#4a49b8',
  '#3b3a96',
]

const floating = { background: 'var(--surface)', borderColor: 'var(--line-strong)' }
const dialogTitle = { fontSize: '15px', fontWeight: 620 }
/** The head of a dialog is not the banner of the page. */
const attributes = { header: { role: 'none' } }

export const theme = createTheme({
  fontFamily: 'var(--font)',
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 7 },
  colors: { iris },
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  spacing: { xs: '7px' },
  shadows: { md: 'var(--shadow-float)', xl: 'var(--shadow-float)' },
  components: {
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: false, offset: 6, transitionProps: { duration: 100 } },
    },
    Popover: {
      styles: { dropdown: floating },
      defaultProps: { shadow: 'md', radius: 10, transitionProps: { duration: 100 } },
    },
    Menu: {
      styles: { dropdown: floating },
      defaultProps: { shadow: 'md', radius: 10, transitionProps: { duration: 100 } },
    },
    Modal: {
      defaultProps: { radius: 12, transitionProps: { duration: 120 }, attributes },
      styles: { title: dialogTitle },
    },
    Drawer: {
      defaultProps: { transitionProps: { duration: 120 }, attributes },
      styles: { title: dialogTitle },
    },
  },
})

/** Mantine's own surfaces take our tokens, so that contrast is decided in one place. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-3)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--neg)',
    '--mantine-color-anchor': 'var(--accent-text)',
  }
  return { variables: {}, light: shared, dark: shared }
}
