// Writes the rows of a workload: bench_rows flat.csv|flat.jsonl ROWS FILE
#include "flat/text.hpp"

#include <cstring>

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fputs("usage: rows flat.csv|flat.jsonl ROWS FILE   (- is standard output)\n", stderr);
        return 2;
    }
    auto const rows = std::strtoull(argv[2], nullptr, 10);
    barem_bench::output out(argv[3]);
    if (std::strcmp(argv[1], "flat.csv") == 0) barem_bench::flat::write_csv(out, rows);
    else if (std::strcmp(argv[1], "flat.jsonl") == 0) barem_bench::flat::write_json_lines(out, rows);
    else return 2;
}
