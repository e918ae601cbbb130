#include "batch/id_register.hpp"

#include <algorithm>

namespace barem::batch {

namespace {

constexpr std::size_t most_digits = 18;             // which fit in 64 bits
constexpr std::size_t most_families = 4096;         // beyond, what stands before the number is as various as the number

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

/// Each id has one such form, and no two ids have the same.
id_register::parts id_register::apart(std::string_view id) {
    parts made;
    std::size_t begin = id.size();
    while (begin > 0 && id.size() - begin < most_digits && is_digit(id[begin - 1])) --begin;
    if (begin == id.size()) return made;
    for (char const c : id.substr(begin)) made.number = made.number * 10 + static_cast<unsigned>(c - '0');
    auto const digits = static_cast<unsigned>(id.size() - begin);
    made.numeric = true;
    made.width = digits > 1 && id[begin] == '0' ? digits : 0;
    made.before = id.substr(0, begin);
    return made;
}

id_register::family* id_register::family_of(parts const& id, bool make) {
    if (last_ != nullptr && last_->width == id.width && last_->before == id.before) return last_;
    auto const key = std::pair(std::string(id.before), id.width);
    auto const found = families_.find(key);
    if (found != families_.end()) return last_ = &found->second;
    if (!make || families_.size() >= most_families) return nullptr;
    numbers_memory_ += sizeof(family) + 2 * id.before.size();
    auto& made = families_[key];
    made.before = key.first;
    made.width = key.second;
    return last_ = &made;
}

id_register::answer id_register::claim(std::string_view id) {
    auto const form = apart(id);
    if (!form.numeric) return claim_text(id);
    // Once there is no room it stays so, although full pages give some back: an id must be sought where it was put.
    if (numbers_memory_ >= budget_ / 2) numbers_full_ = true;
    auto* const of = family_of(form, !numbers_full_);
    if (of == nullptr) return claim_text(id);
    if (numbers_full_ && of->numbers.find(form.number) == number_set::place::elsewhere) return claim_text(id);
    auto const before = of->numbers.memory();
    auto const made = of->numbers.insert(form.number);
    numbers_memory_ += of->numbers.memory() - before;
    if (made == number_set::answer::refused) return claim_text(id);
    return made == number_set::answer::inserted ? answer::free : answer::taken;
}

id_register::answer id_register::look(std::string_view id) {
    auto const form = apart(id);
    if (auto* const of = form.numeric ? family_of(form, false) : nullptr) {
        auto const found = of->numbers.find(form.number);
        if (found != number_set::place::elsewhere) return found == number_set::place::here ? answer::taken : answer::free;
    }
    return look_at_text(id);
}

id_register::answer id_register::claim_text(std::string_view id) {
    if (run_.comes_after(id)) {
        run_.append(id);
        return answer::free;
    }
    if (run_.contains(id)) return answer::taken;
    if (full_) return answer::unknown;
    if (!texts_.insert(id)) return answer::taken;
    // Its table doubles when it grows.
    if (texts_.memory() >= budget_ / 4) full_ = true;
    return answer::free;
}

id_register::answer id_register::look_at_text(std::string_view id) {
    if (run_.comes_after(id)) return answer::free;
    if (run_.contains(id) || texts_.contains(id)) return answer::taken;
    return full_ ? answer::unknown : answer::free;
}

}  // namespace barem::batch
