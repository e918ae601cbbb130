#include "pages.hpp"

namespace barem::pages {

std::string unescaped(std::string text) {
    for (auto const& [entity, is] : std::vector<std::pair<std::string, std::string>>{{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
        for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; at += is.size()) text.replace(at, entity.size(), is);
    return text;
}

namespace {

std::string attribute(std::string const& tag, std::string const& name) {
    auto const at = tag.find(" " + name + "=\"");
    if (at == std::string::npos) return {};
    auto const begin = at + name.size() + 3;
    return unescaped(tag.substr(begin, tag.find('"', begin) - begin));
}

}  // namespace

markup read_html(std::string const& page) {
    markup made;
    std::vector<std::string> open;
    std::size_t at = page.find("<html");
    while (at < page.size()) {
        auto const tag_begin = page.find('<', at);
        bool const is_read = std::find(open.begin(), open.end(), "body") != open.end() && open.back() != "code";
        if (is_read) made.words += unescaped(page.substr(at, tag_begin - at)) + "\n";
        if (tag_begin == std::string::npos) break;
        auto const tag_end = page.find('>', tag_begin);
        std::string const tag = page.substr(tag_begin + 1, tag_end - tag_begin - 1);
        std::string const name = tag.substr(0, tag.find(' '));
        at = tag_end + 1;
        if (name[0] == '/') {
            if (open.empty() || open.back() != name.substr(1)) made.problem = "<" + name + "> closes <" + (open.empty() ? "" : open.back()) + ">";
            if (!open.empty()) open.pop_back();
        } else if (name != "meta") {
            open.push_back(name);
            if (name == "style") at = page.find("</style>", at);
        }
        if (auto id = attribute(tag, "id"); !id.empty()) made.ids.push_back(std::move(id));
        if (auto href = attribute(tag, "href"); !href.empty()) made.targets.push_back(href.substr(href[0] == '#' ? 1 : 0));
    }
    if (!open.empty()) made.problem = "<" + open.back() + "> is left open";
    return made;
}

}  // namespace barem::pages
