# Prints what R and its packages metafor and clubSandwich say: a name, then numbers.
suppressPackageStartupMessages({
  library(metafor)
  library(clubSandwich)
})
say <- function(name, numbers) cat(name, sprintf("%.10f", numbers), sep = "\t", fill = 1e6)
exact <- list(threshold = 1e-12, maxiter = 1000)
pooled <- function(yi, vi) {
  fit <- rma(yi, vi, method = "REML", test = "adhoc", control = exact)
  ahead <- predict(fit)
  c(fit$b, fit$se, fit$ci.lb, fit$ci.ub, ahead$pi.lb, ahead$pi.ub, fit$tau2, fit$I2, fit$QE, fit$QEp)
}
numbers <- function(text) as.numeric(strsplit(text, " ")[[1]])

# Lines of three: a name, effects, variances. Of four with samples: one effect for each sample.
# A correlation of one is refused, as its matrix has no inverse; next to it is the same to nine digits.
given <- readLines(file("stdin"))
for (line in given) {
  parts <- strsplit(line, "\t")[[1]]
  yi <- numbers(parts[2])
  vi <- numbers(parts[3])
  if (length(parts) > 3) {
    rows <- escalc(measure = "GEN", yi = yi, vi = vi, data = data.frame(sample = numbers(parts[4])))
    joined <- aggregate(rows, cluster = sample, struct = "CS", rho = 1 - 1e-9, weighted = FALSE)
    yi <- joined$yi
    vi <- joined$vi
  }
  say(parts[1], pooled(yi, vi))
}
for (line in given[grepl("^molloy", given)]) {
  parts <- strsplit(line, "\t")[[1]]
  found <- regtest(numbers(parts[2]), numbers(parts[3]), model = "lm")
  say("egger", c(found$fit$coefficients[2], found$zval, found$dfs, found$pval))
}
# Three levels: the mean, the variance between and within samples, Q and its p; then by CR2 the error
# of the mean, its degrees of freedom and both intervals. The optimiser of rma.mv stops early unless
# it is told how close to come.
levels <- function(yi, vi, sample) {
  effect <- seq_along(yi)
  fit <- rma.mv(yi, vi, random = ~ 1 | sample / effect, control = list(rel.tol = 1e-10))
  by <- robust(fit, cluster = sample, clubSandwich = TRUE)
  ahead <- predict(by)
  c(fit$b, fit$sigma2, fit$QE, fit$QEp, by$se, by$ddf, by$ci.lb, by$ci.ub, ahead$pi.lb, ahead$pi.ub)
}
for (line in given[grepl("^several", given)]) {
  parts <- strsplit(line, "\t")[[1]]
  say("several in levels", levels(numbers(parts[2]), numbers(parts[3]), numbers(parts[4])))
}
schools <- dat.konstantopoulos2011
for (part in c("yi", "vi", "district")) say(paste("schools", part), schools[[part]])
say("schools in levels", levels(schools$yi, schools$vi, schools$district))

# One number and one group as moderators: estimates, errors, p; F with its p; what is left.
writing <- na.omit(dat.bangertdrowns2004[c("yi", "vi", "length", "wic")])
for (part in c("yi", "vi", "length", "wic")) say(paste("writing", part), writing[[part]])
fit <- rma(yi, vi, mods = ~ length + wic, data = writing, test = "adhoc", control = exact)
say("writing by", c(fit$b, fit$se, fit$pval, fit$QM, fit$QMdf, fit$QMp, fit$tau2, fit$QE, fit$QEp))

for (n in c(1, 3, 8, 40)) for (k in unique(c(0, 1, n %/% 2, n))) {
  found <- binom.test(k, n)
  say(paste("sign", k, n), c(found$p.value, found$conf.int))
}
for (df in c(1, 2, 15, 200)) {
  say(paste("tails", df), c(qt(0.975, df), pchisq(df * 1.7, df, lower = FALSE)))
}
