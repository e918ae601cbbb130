// simdjson reads on demand and validates only what is asked for. Here everything that an accepted record holds has been asked for:
// each field is entered or checked, and what is not entered (an unknown field, a wrong type, a list beyond its size) is a problem.
// A record with a problem is surveyed as a whole by the plain reader of json_fault.hpp, so that broken JSON is always called that.

#include "io/json_record.hpp"

#include "io/expectation.hpp"
#include "io/json_fault.hpp"
#include "io/problem_list.hpp"
#include "io/record_shape.hpp"
#include "io/scalar_reader.hpp"
#include "io/text_form.hpp"
#include "io/validate.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace barem::io {

namespace {

namespace json = simdjson::ondemand;
using program::member;
using program::type_kind;

std::string_view trimmed(std::string_view token) {
    auto const last = token.find_last_not_of(" \t\r\n");
    return token.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// The raw text of a key, without its quotes. `from` stands after the opening quote; the parser has seen the closing one.
std::string_view raw_key(char const* from) {
    char const* end = from;
    while (*end != '"') end += *end == '\\' ? 2 : 1;
    return {from, static_cast<std::size_t>(end - from)};
}

}  // namespace

/// Functions that return bool return false when the text is broken: reading stops there.
class json_record_reader::reader {
public:
    reader(program::program const& program, record_limits limits) : program_(program), limits_(limits), scalars_(program) {
        for (auto const& kind : program.records) shapes_.emplace_back(kind);
        if (program.key_member != program::none) key_ = &roster_kind().members[program.key_member];
    }

    read_record read(std::string_view text) {
        result_ = {};
        if (key_) result_.key_name = key_->name;
        problems_.clear();
        seen_.clear();
        record_data data;
        if (text.size() > limits_.max_record_bytes) {
            problems_.add(fmt::format("a record of at most {} bytes", limits_.max_record_bytes), fmt::format("{} bytes", text.size()));
        } else if (bool const whole = read_root(text, data); !whole || !problems_.empty()) {
            survey(text, whole);
        }
        if (problems_.empty()) result_.data = std::move(data);
        result_.problems = problems_.take();
        return std::move(result_);
    }

private:
    program::record_kind const& roster_kind() const { return program_.records[program_.roster_record]; }

    /// simdjson reads some bytes beyond the end; they must not look like JSON.
    simdjson::padded_string_view padded(std::string_view text) {
        if (buffer_.size() < text.size() + simdjson::SIMDJSON_PADDING) buffer_.resize(text.size() + simdjson::SIMDJSON_PADDING);
        std::copy(text.begin(), text.end(), buffer_.begin());
        std::memset(buffer_.data() + text.size(), 0, simdjson::SIMDJSON_PADDING);
        return simdjson::padded_string_view(buffer_.data(), text.size(), buffer_.size());
    }

    bool read_root(std::string_view text, record_data& into) {
        json::document document;
        json::object object;
        if (parser_.iterate(padded(text)).get(document) || document.get_object().get(object)) return false;
        if (!read_object(object, shapes_[program_.roster_record], into)) return false;
        return document.current_location().error() == simdjson::OUT_OF_BOUNDS;      // else something follows the object
    }

    bool read_object(json::object& object, record_shape const& shape, record_data& into) {
        into.values.resize(shape.kind().value_slots);
        into.lists.resize(shape.kind().list_slots);
        std::size_t const base = seen_.size();
        seen_.resize(base + shape.inputs().size(), 0);
        std::size_t guess = 0;
        for (auto item : object) {
            json::field field;
            if (std::move(item).get(field) || !read_field(field, shape, base, guess, into)) return false;
        }
        for (std::size_t i = 0; i < shape.inputs().size(); ++i)
            if (!seen_[base + i]) check_missing(program_, *shape.inputs()[i], problems_);
        seen_.resize(base);
        return true;
    }

    bool read_field(json::field& field, record_shape const& shape, std::size_t base, std::size_t& guess, record_data& into) {
        std::string_view name = raw_key(field.key().raw());
        std::string unescaped;
        std::size_t at = shape.find(name, guess);
        if (at == record_shape::unknown) {              // or written in another way
            auto text = unescape_json(name);
            if (!text) return false;
            name = unescaped = to_nfc(std::move(*text));
            at = shape.find(name, guess);
        }
        if (at == record_shape::unknown) return note_unknown(field.value(), name, shape), true;
        guess = at + 1;
        problems_.enter(shape.inputs()[at]->name);
        bool whole = true;
        if (seen_[base + at]) problems_.add("one value", "a second one");
        else whole = read_value(field.value(), *shape.inputs()[at], into);
        seen_[base + at] = 1;
        problems_.leave();
        return whole;
    }

    bool read_value(json::value& json_value, member const& input, record_data& into) {
        std::string_view const token = trimmed(json_value.raw_json_token());
        if (token.empty()) return false;
        if (token == "null") {
            if (!may_be_absent(input)) problems_.add(expectation(program_, input), "null");
            return true;
        }
        if (input.type.kind == type_kind::record && token.front() == '{') return read_single(json_value, input, into);
        if (input.type.kind == type_kind::list && token.front() == '[') return read_list(json_value, input, into);
        // A string has to be consumed: one that is merely looked at could be taken for a key when a `:` follows it.
        simdjson::ondemand::raw_json_string consumed;
        if (token.front() == '"' && json_value.get_raw_json_string().get(consumed)) return false;
        if (input.type.kind == type_kind::record || input.type.kind == type_kind::list) {
            problems_.add(expectation(program_, input), shown_token(token));
            return true;
        }
        value& target = into.values[input.slot];
        if (!scalars_.read(input, token, target, problems_)) return false;
        if (&input == key_ && is_given(target)) {
            result_.id = key_text(target);
            result_.id_known = true;
        }
        return true;
    }

    bool read_single(json::value& json_value, member const& input, record_data& into) {
        json::object object;
        if (json_value.get_object().get(object)) return false;
        return read_object(object, shapes_[input.type.of], into.lists[input.slot].emplace_back());
    }

    bool read_list(json::value& json_value, member const& input, record_data& into) {
        json::array array;
        if (json_value.get_array().get(array)) return false;
        auto& elements = into.lists[input.slot];
        std::size_t const most = most_elements(input, limits_);
        std::size_t count = 0;
        for (auto item : array) {
            json::value element;
            if (std::move(item).get(element)) return false;
            if (count++ >= most) continue;               // only counted: it is a problem already
            problems_.enter(count - 1);
            bool const whole = read_element(element, input, elements);
            problems_.leave();
            if (!whole) return false;
        }
        check_size(program_, input, count, most, problems_);
        return true;
    }

    bool read_element(json::value& element, member const& input, std::vector<record_data>& elements) {
        std::string_view const token = trimmed(element.raw_json_token());
        if (!token.starts_with('{')) {
            problems_.add("an object", shown_token(token));
            return true;
        }
        json::object object;
        if (element.get_object().get(object)) return false;
        return read_object(object, shapes_[input.type.of], elements.emplace_back());
    }

    void note_unknown(json::value& json_value, std::string_view name, record_shape const& shape) {
        if (problems_.full()) return;
        problems_.enter(name.empty() ? "\"\"" : name);
        problems_.add_message(fmt::format("a field of `{}`", shape.kind().name), shown_token(trimmed(json_value.raw_json_token())),
                              fmt::format("`{}` has no such field", shape.kind().name), meant_by(name, shape.names()));
        problems_.leave();
    }

    /// Looks through a text with a problem: when it is no JSON, or no object, that is its one problem.
    void survey(std::string_view text, bool whole) {
        auto const surveyed = survey_json(text, key_ ? key_->name : "");
        if (!surveyed.fault && surveyed.root == '{' && whole) return;
        problems_.clear();
        if (surveyed.root == '\0') return problems_.add("one JSON object", "nothing");
        if (surveyed.fault) {
            note_fault(*surveyed.fault);
            result_.id_known = surveyed.key.has_value();
            result_.id = to_nfc(surveyed.key.value_or(""));
        } else if (surveyed.root != '{') {
            problems_.add("one JSON object", surveyed.root == '[' ? "a list" : shown_token(trimmed(text.substr(text.find(surveyed.root)))));
        } else {
            problems_.add("one JSON object", "broken JSON");
        }
    }

    void note_fault(json_fault const& fault) {
        auto const found = fmt::format("{} at column {}", fault.found, fault.column);
        if (fault.expected == "UTF-8") return problems_.add("UTF-8", found);
        problems_.add_message(fault.expected, found, fmt::format("broken JSON: expected {}, found {}", fault.expected, found));
    }

    program::program const& program_;
    record_limits limits_;
    std::vector<record_shape> shapes_;       // of each record kind
    scalar_reader scalars_;
    member const* key_ = nullptr;

    json::parser parser_;
    std::vector<char> buffer_;
    std::vector<char> seen_;                 // the inputs of each open object that have come
    problem_list problems_{max_problems};
    read_record result_;
};

json_record_reader::json_record_reader(program::program const& program, record_limits limits)
    : reader_(std::make_unique<reader>(program, limits)) {}
json_record_reader::~json_record_reader() = default;
json_record_reader::json_record_reader(json_record_reader&&) noexcept = default;
json_record_reader& json_record_reader::operator=(json_record_reader&&) noexcept = default;

read_record json_record_reader::read(std::string_view json) { return reader_->read(json); }

}  // namespace barem::io
