/* The limit of the speed benchmarks: each measure as one fused loop, on one thread.
 *
 * The logarithm is a polynomial that a compiler turns into vector code. A block of rows goes
 * through a buffer that stays in the first-level cache. There are no checks, and nothing is done
 * for accuracy: it is what the arithmetic costs, not what a library may return.
 * 0 log 0 = 0, because the logarithm of 0 comes out finite.
 */
#include <stdint.h>
#include <string.h>

#define BLOCK 2048
#define TABLES 64
#define INLINE static inline __attribute__((always_inline))

INLINE double fast_log(double x)
{
    const uint64_t root_half = 0x3fe6a09e667f3bcdULL; /* sqrt(1/2) */
    const double magic = 6755399441055744.0;          /* 1.5 * 2^52: int to double by its bits */
    uint64_t bits, shifted, number;
    double m, exponent;
    memcpy(&bits, &x, 8);
    shifted = bits - root_half + (1023ULL << 52);
    bits -= (shifted & 0xfff0000000000000ULL) - (1023ULL << 52);
    memcpy(&m, &bits, 8); /* sqrt(1/2) <= m < sqrt(2) */
    number = (shifted >> 52) + 0x4338000000000000ULL;
    memcpy(&exponent, &number, 8);
    exponent -= magic + 1023.0;
    double f = m - 1.0, s = f / (m + 1.0), z = s * s, w = z * z;
    double even = 0.6666666666666735130 + w * (0.2857142874366239149
                + w * (0.1818357216161805012 + w * 0.1479819860511658591));
    double odd = 0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332);
    double half = 0.5 * f * f;
    return exponent * 0.69314718055994530942 + (f - (half - s * (half + z * (even + z * odd))));
}

INLINE double entropy_term(double p, double q) { (void)q; return -p * fast_log(p); }
INLINE double cross_term(double p, double q) { return -p * fast_log(q); }
INLINE double kl_term(double p, double q) { return p * fast_log(p / q); }
INLINE double js_term(double p, double q)
{
    double over = 2.0 / (p + q);
    return 0.5 * (p * fast_log(p * over) + q * fast_log(q * over));
}

#define FUSED(name, term)                                                                          \
    INLINE void name##_rows(const double *restrict p, const double *restrict q,                    \
                            double *restrict out, long rows, long n)                               \
    {                                                                                              \
        double t[BLOCK];                                                                           \
        long step = BLOCK / n;                                                                     \
        for (long i = 0; i < rows; i += step) {                                                    \
            long count = rows - i < step ? rows - i : step;                                        \
            for (long k = 0; k < count * n; k++) t[k] = term(p[i * n + k], q[i * n + k]);          \
            for (long r = 0; r < count; r++) {                                                     \
                double sum = 0.0;                                                                  \
                for (long k = 0; k < n; k++) sum += t[r * n + k];                                  \
                out[i + r] = sum;                                                                  \
            }                                                                                      \
        }                                                                                          \
    }                                                                                              \
    void name(const double *restrict p, const double *restrict q, double *restrict out,            \
              long rows, long n)                                                                   \
    {                                                                                              \
        if (n == 8) name##_rows(p, q, out, rows, 8);                                               \
        else if (n == 10) name##_rows(p, q, out, rows, 10);                                        \
        else if (n <= 64) name##_rows(p, q, out, rows, n);                                         \
        else for (long i = 0; i < rows; i++) {                                                     \
            double sum = 0.0;                                                                      \
            for (long k = 0; k < n; k++) sum += term(p[i * n + k], q[i * n + k]);                  \
            out[i] = sum;                                                                          \
        }                                                                                          \
    }

FUSED(entropy, entropy_term)
FUSED(cross_entropy, cross_term)
FUSED(kl_divergence, kl_term)
FUSED(jensen_shannon, js_term)

/* Small tables: the letters of TABLES tables side by side, so that vectors run over tables. */
INLINE void small_tables(const double *restrict p, double *restrict out, long tables, long k)
{
    double t[16][TABLES], r[4][TABLES], c[4][TABLES], sum[TABLES];
    for (long at = 0; at < tables; at += TABLES) {
        long count = tables - at < TABLES ? tables - at : TABLES;
        for (long b = 0; b < count; b++)
            for (long i = 0; i < k * k; i++) t[i][b] = p[(at + b) * k * k + i];
        for (long b = count; b < TABLES; b++)
            for (long i = 0; i < k * k; i++) t[i][b] = 1.0;
        for (long i = 0; i < k; i++)
            for (long b = 0; b < TABLES; b++) r[i][b] = c[i][b] = 0.0;
        for (long i = 0; i < k; i++)
            for (long j = 0; j < k; j++)
                for (long b = 0; b < TABLES; b++) {
                    r[i][b] += t[i * k + j][b];
                    c[j][b] += t[i * k + j][b];
                }
        for (long b = 0; b < TABLES; b++) sum[b] = 0.0;
        for (long i = 0; i < k; i++)
            for (long j = 0; j < k; j++)
                for (long b = 0; b < TABLES; b++) {
                    double x = t[i * k + j][b];
                    sum[b] += x * fast_log(x / (r[i][b] * c[j][b]));
                }
        for (long b = 0; b < count; b++) out[at + b] = sum[b];
    }
}

INLINE void large_tables(const double *restrict p, double *restrict out, long tables, long k)
{
    double c[64];
    for (long at = 0; at < tables; at++) {
        const double *t = p + at * k * k;
        double total = 0.0;
        for (long j = 0; j < k; j++) c[j] = 0.0;
        for (long i = 0; i < k; i++)
            for (long j = 0; j < k; j++) c[j] += t[i * k + j];
        for (long i = 0; i < k; i++) {
            double r = 0.0;
            for (long j = 0; j < k; j++) r += t[i * k + j];
            for (long j = 0; j < k; j++) {
                double x = t[i * k + j];
                total += x * fast_log(x / (r * c[j]));
            }
        }
        out[at] = total;
    }
}

void mutual_information(const double *restrict p, const double *restrict unused,
                        double *restrict out, long tables, long k)
{
    (void)unused;
    if (k == 2) small_tables(p, out, tables, 2);
    else if (k == 4) small_tables(p, out, tables, 4);
    else if (k == 16) large_tables(p, out, tables, 16);
    else large_tables(p, out, tables, k);
}
