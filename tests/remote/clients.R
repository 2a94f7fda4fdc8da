# R, as it is, on our server. Not part of the test run, which has no server for it.
#
#     Rscript tests/remote/clients.R http://127.0.0.1:7878/sparql
#
# Needs no package. Where jsonlite is installed (Debian: r-cran-jsonlite), JSON is read as well.
# Ends with 1 at the first thing that is wrong.

endpoint <- commandArgs(trailingOnly = TRUE)[1]
query <- "SELECT ?pairing ?name { ?pairing a ag:Pairing ; rdfs:label ?name } ORDER BY ?pairing"
address <- function(format) paste0(endpoint, "?query=", URLencode(query, reserved = TRUE), "&format=", format)

comma <- read.csv(address("csv"), encoding = "UTF-8")
tab <- read.delim(address(URLencode("text/tab-separated-values", reserved = TRUE)), encoding = "UTF-8", quote = "")
stopifnot(nrow(comma) > 0, nrow(tab) == nrow(comma), identical(names(comma), c("pairing", "name")))
cat("R,", R.version$major, "CSV and TSV:", nrow(comma), "rows\n")

if (requireNamespace("jsonlite", quietly = TRUE)) {
  found <- jsonlite::fromJSON(address("json"))$results$bindings
  stopifnot(identical(found$name$value, comma$name))
  cat("jsonlite:", nrow(found), "rows\n")
}

refused <- tryCatch(read.csv(paste0(endpoint, "?query=SELECT")), error = function(e) "refused", warning = function(w) conditionMessage(w))
stopifnot(is.character(refused))
cat("a mistake:", refused, "\n")
