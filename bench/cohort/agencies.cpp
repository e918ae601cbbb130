#include "cohort/agencies.hpp"

namespace barem_bench::cohort {

namespace {

void append(std::string& to, int hundredths) {
    to.push_back(',');
    to += std::to_string(hundredths / 100);
    if (hundredths % 100 == 0) return;
    to.push_back('.');
    to.push_back(static_cast<char>('0' + hundredths % 100 / 10));
    if (hundredths % 10) to.push_back(static_cast<char>('0' + hundredths % 10));
}

}  // namespace

std::string draw_csv(std::size_t agencies, int types) {
    std::string csv = "id,type,duty,reform,discipline,bonus,survey,leadership,penalty\n";
    csv.reserve(agencies * 56);
    for (std::size_t i = 0; i < agencies; ++i) {
        draw random(2419, i);
        csv += 'A' + std::to_string(i) + ',' + std::to_string(random.between(0, types - 1));
        append(csv, random.between(2800, 4100));
        append(csv, random.between(1800, 2900));
        append(csv, random.between(500, 900));
        append(csv, random.between(0, 900));
        append(csv, random.between(700, 1400));
        append(csv, random.between(150, 400));
        append(csv, random.chance(200) ? random.between(0, 2000) : 0);
        csv += '\n';
    }
    return csv;
}

}  // namespace barem_bench::cohort
