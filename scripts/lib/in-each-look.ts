import type { Page } from 'playwright-core'
import { type Look, sizeOf } from './atlas.ts'

/**
 * Shows a page that has a switch for the language in one look after the other, and then as it was: light, English and
 * wide. What is filled in stays.
 */
export async function inEachLook(
  page: Page,
  looks: readonly Look[],
  see: (look: Look) => Promise<void>,
): Promise<void> {
  const take = async (look: Look) => {
    await page.setViewportSize(sizeOf(look))
    await page.emulateMedia({ colorScheme: look.dark ? 'dark' : 'light', reducedMotion: 'reduce' })
    const lang = look.zh ? 'zh' : 'en'
    await page.locator(`fieldset button[lang=${lang}]`).click()
    await page.waitForFunction((wanted) => document.documentElement.lang.startsWith(wanted), lang)
  }
  for (const look of looks) {
    await take(look)
    await see(look)
  }
  await take({ dark: false, zh: false, phone: false })
}
