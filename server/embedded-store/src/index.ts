export { type LaunchedStore, type LaunchOptions, launchStore } from './launch.ts'
