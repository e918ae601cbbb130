#pragma once
// Cases that passed and failed, surface by surface and topic by topic.

#include <gtest/gtest.h>

#include <cstddef>
#include <iomanip>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace conformance {

class tally : public testing::Environment {
public:
    void count(std::string const& surface, std::string const& topic, bool passed) {
        auto& cases = cases_[{surface, topic}];
        ++(passed ? cases.first : cases.second);
    }

    /// A case that cannot exist for a surface.
    void leave_out(std::string const& surface, std::string const& why) { ++left_out_[{surface, why}]; }

    void TearDown() override {
        std::map<std::string, std::pair<std::size_t, std::size_t>> sums;
        for (auto const& [of, cases] : cases_) {
            print(of.first, of.second, cases);
            sums[of.first].first += cases.first;
            sums[of.first].second += cases.second;
        }
        std::map<std::string, std::size_t> impossible;
        for (auto const& [of, count] : left_out_) {
            std::cout << std::left << std::setw(13) << of.first << "impossible there: " << count << " with " << of.second << '\n';
            impossible[of.first] += count;
        }
        for (auto const& [surface, cases] : sums) print(surface, "all topics", cases, impossible[surface]);
    }

private:
    static void print(std::string const& surface, std::string const& topic, std::pair<std::size_t, std::size_t> const& cases,
                      std::optional<std::size_t> impossible = {}) {
        std::cout << std::left << std::setw(13) << surface << std::setw(24) << topic << std::right << std::setw(5) << cases.first << " passed, "
                  << std::setw(3) << cases.second << " failed";
        if (impossible) std::cout << ", none skipped";
        if (impossible.value_or(0) != 0) std::cout << ", " << *impossible << " impossible there";
        std::cout << '\n';
    }

    std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::size_t>> cases_;
    std::map<std::pair<std::string, std::string>, std::size_t> left_out_;
};

}  // namespace conformance
