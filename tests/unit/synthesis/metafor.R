# Prints what metafor says of effects and variances, given as two lines of numbers.
suppressPackageStartupMessages(library(metafor))
lines <- readLines(file("stdin"))
for (at in seq(1, length(lines), 2)) {
  yi <- as.numeric(strsplit(lines[at], " ")[[1]])
  vi <- as.numeric(strsplit(lines[at + 1], " ")[[1]])
  fit <- rma(yi, vi, method = "REML", test = "knha", control = list(threshold = 1e-12, maxiter = 1000))
  ahead <- predict(fit)
  cat(sprintf("%.8f", c(fit$b, fit$se, fit$ci.lb, fit$ci.ub, ahead$pi.lb, ahead$pi.ub,
                        fit$tau2, fit$I2, fit$QE, fit$QEp)), "\n")
}
