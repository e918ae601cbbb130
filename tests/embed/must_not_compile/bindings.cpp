// Compiled as it is, and once for each case, which must be refused with a message that helps.

#include <barem/bind.hpp>

enum class level { low, high };

struct child { int size = 0; };

struct sample {
    double share = 0;
    std::optional<float> maybe;
    level mark = level::low;
    char letter = 'a';
    child one;
    std::vector<child> many;
    std::vector<int> numbers;
    int whole = 0;
};

void bind_all(barem::binding<sample>& b) {
    auto const children = barem::binding<child>("child").field("size", &child::size);
    b.field("whole", &sample::whole).field("one", &sample::one, children).field("many", &sample::many, children);
    b.field("mark", &sample::mark, {{level::low, "low"}, {level::high, "high"}});
#if defined case_double_field
    b.field("share", &sample::share);
#elif defined case_optional_float_field
    b.field("maybe", &sample::maybe);
#elif defined case_float_decimal
    b.decimal("share", &sample::share, 2);
#elif defined case_enum_without_words
    b.field("mark", &sample::mark);
#elif defined case_character_field
    b.field("letter", &sample::letter);
#elif defined case_struct_without_binding
    b.field("one", &sample::one);
#elif defined case_other_struct
    b.field("one", &sample::whole, children);
#elif defined case_other_elements
    b.field("many", &sample::numbers, children);
#endif
}
