#pragma once
// Writes JSON. Numbers are given as text, so that exact decimals stay exact.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace barem::io {

inline bool stands_as_it_is(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

inline void append_escaped(std::string& out, char c) {
    static constexpr char hex[] = "0123456789abcdef";
    switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            out += "\\u00";
            out += hex[static_cast<unsigned char>(c) >> 4];
            out += hex[static_cast<unsigned char>(c) & 15];
    }
}

/// Appends a JSON string: `"`, `\` and control characters are escaped, other characters stand as they are, copied in runs.
inline void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (auto at = text.begin();;) {
        auto const run = std::find_if_not(at, text.end(), stands_as_it_is);
        out.append(at, run);
        if (run == text.end()) break;
        append_escaped(out, *run);
        at = run + 1;
    }
    out += '"';
}

/// Writes one JSON text, on one line or indented. The caller keeps to the order of JSON: in an object each value follows a key().
///
///     std::string out;
///     json_writer(out).begin_object().key("share").raw("33.33").end_object();      // {"share":33.33}
class json_writer {
public:
    explicit json_writer(std::string& out, unsigned indent = 0) : out_(out), indent_(indent) {}

    json_writer& begin_object() { return open('{'); }
    json_writer& end_object() { return close('}'); }
    json_writer& begin_array() { return open('['); }
    json_writer& end_array() { return close(']'); }
    json_writer& key(std::string_view name) {
        separate();
        append_json_string(out_, name);
        out_ += indent_ ? ": " : ":";
        after_key_ = true;
        return *this;
    }
    json_writer& string(std::string_view text) {
        separate();
        append_json_string(out_, text);
        return *this;
    }
    /// A number, or any other text that is JSON already.
    json_writer& raw(std::string_view json) {
        separate();
        out_ += json;
        return *this;
    }
    json_writer& boolean(bool b) { return raw(b ? "true" : "false"); }
    json_writer& null() { return raw("null"); }

private:
    json_writer& open(char bracket) {
        separate();
        out_ += bracket;
        is_empty_.push_back(true);
        return *this;
    }
    json_writer& close(char bracket) {
        bool const was_empty = is_empty_.back();
        is_empty_.pop_back();
        if (!was_empty) new_line();
        out_ += bracket;
        return *this;
    }
    void separate() {
        if (after_key_) {
            after_key_ = false;
        } else if (!is_empty_.empty()) {
            if (!is_empty_.back()) out_ += ',';
            is_empty_.back() = false;
            new_line();
        }
    }
    void new_line() {
        if (indent_ == 0) return;
        out_ += '\n';
        out_.append(is_empty_.size() * indent_, ' ');
    }

    std::string& out_;
    unsigned indent_;
    std::vector<bool> is_empty_;         // of each open object or array
    bool after_key_ = false;
};

}  // namespace barem::io
