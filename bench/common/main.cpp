#include "common/scenario.hpp"

#include <string_view>

int main(int argc, char** argv) {
    barem_bench::run_options options;
    int kept = 1;
    for (int i = 1; i < argc; ++i) {
        std::string_view const argument = argv[i];
        if (argument == "--brief") options.brief = true;
        else if (argument == "--huge") options.huge = true;
        else argv[kept++] = argv[i];
    }
    argc = kept;
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    barem_bench::register_scenario(options);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
