#pragma once
// Random choices that one seed decides; always the same ones with one compiler.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

namespace differential {

class dice {
public:
    explicit dice(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t next() { return engine_(); }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
    int between(int low, int high) { return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1))); }
    bool one_in(std::size_t n) { return below(n) == 0; }
    bool percent(std::size_t n) { return below(100) < n; }

    template <typename T>
    T const& of(std::vector<T> const& all) { return all[below(all.size())]; }
    template <typename T>
    T of(std::initializer_list<T> all) { return *(all.begin() + below(all.size())); }
    std::string word(std::initializer_list<char const*> all) { return *(all.begin() + below(all.size())); }
    template <typename T>
    void shuffle(std::vector<T>& all) {
        for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[below(i)]);
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace differential
