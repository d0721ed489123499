// Loaded before a worker by --import, in a measurement only: whatever reads a long text for the first time spins for a
// while, as an understanding that takes its time would. The product's code is untouched.

const LONG = 3000
const slowMs = Number(process.env['BENCH_SLOW_MS'] ?? 0)

if (slowMs > 0 && process.env['PARLEY_ROLES'] === 'worker') {
  const { normalize } = String.prototype
  const read = new Set()
  String.prototype.normalize = function slowed(form) {
    if (this.length >= LONG && !read.has(String(this))) {
      read.add(String(this))
      const until = performance.now() + slowMs
      while (performance.now() < until);
    }
    return normalize.call(this, form)
  }
}
