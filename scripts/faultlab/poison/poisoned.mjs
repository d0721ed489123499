// Loaded before a worker by --import: the runtime itself then has a fault that certain texts meet, wherever the product
// handles them. The product's code is untouched.

const handlesTexts =
  process.env['PARLEY_ROLES'] === 'worker' || /reading-process|naive-line/.test(process.argv[1] ?? '')
const { normalize } = String.prototype

if (handlesTexts) {
  String.prototype.normalize = function poisoned(form) {
    if (this.includes('☠loop')) for (;;);
    if (this.includes('☠throw')) throw new TypeError('poisoned')
    if (this.includes('☠hog')) for (const hog = []; ; ) hog.push(new Array(100_000).fill(hog.length))
    return normalize.call(this, form)
  }
}
