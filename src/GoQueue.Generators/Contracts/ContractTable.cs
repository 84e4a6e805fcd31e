using static GoQueue.Generators.Contracts.ContractVerdict;

namespace GoQueue.Generators.Contracts;

/// <summary>
/// Every change of a contract and what it means. The only such table: GQ6003, GQ6004 and GQ6005, the tool, the guide and the tests are made of it.
/// </summary>
internal static class ContractTable
{
    // Members: whether they are there.
    public static ContractRow MemberAdded { get; } = Value("member-added", "a member is added, always written", Compatible, Breaking, "consumers of {0} ignore it");
    public static ContractRow OptionalMemberAdded { get; } = Value("optional-member-added", "a member is added that may be absent", Compatible, Compatible, "consumers of {0} ignore it");
    public static ContractRow MemberRemoved { get; } = Value("member-removed", "a member is removed", Breaking, Breaking, "a consumer of {0} silently gets the default value, or fails if it requires the member");
    public static ContractRow OptionalMemberRemoved { get; } = Value("optional-member-removed", "a member is removed that may be absent", Risky, Risky, "a consumer of {0} never gets it again");
    public static ContractRow MemberRenamed { get; } = Value("member-renamed", "a member gets another JSON name", Breaking, Breaking, "a consumer of {0} does not find it under the old name");
    public static ContractRow RequiredToOptional { get; } = Value("required-to-optional", "a member that is always written may be absent", Breaking, Breaking, "a consumer of {0} silently gets the default value, or fails if it requires the member");
    public static ContractRow OptionalToRequired { get; } = Value("optional-to-required", "a member that may be absent is always written", Compatible, Breaking, "consumers of {0} read it as before");

    // Null.
    public static ContractRow NullAdded { get; } = Value("null-added", "a member may be null", Breaking, Breaking, "a consumer of {0} may get null where it never did");
    public static ContractRow NullRemoved { get; } = Value("null-removed", "a member is never null again", Compatible, Breaking, "consumers of {0} read it as before");
    public static ContractRow ElementNullAdded { get; } = Value("element-null-added", "an element or value of a collection may be null", Breaking, Breaking, "a consumer of {0} may get null where it never did");

    // Numbers.
    public static ContractRow IntegerWidened { get; } = Value("integer-widened", "an integer type with larger or smaller values", Breaking, Breaking, "a consumer of {0} fails on values outside of its type");
    public static ContractRow IntegerWidenedInRange { get; } = Value("integer-widened-in-range", "as above, and [Range] keeps the values in the old type", Risky, Breaking, "a consumer of {0} reads it as long as the publisher validates");
    public static ContractRow IntegerNarrowed { get; } = Value("integer-narrowed", "an integer type with fewer values", Compatible, Breaking, "consumers of {0} read it as before");
    public static ContractRow IntegerToFraction { get; } = Value("integer-to-fraction", "an integer becomes a number with a fraction", Breaking, Breaking, "a consumer of {0} fails on 1.0");
    public static ContractRow FractionToInteger { get; } = Value("fraction-to-integer", "a number with a fraction becomes an integer that it holds exactly", Compatible, Breaking, "consumers of {0} read it as before");
    public static ContractRow FractionToLargeInteger { get; } = Value("fraction-to-large-integer", "a number with a fraction becomes an integer that it does not hold exactly", Breaking, Breaking, "a consumer of {0} silently loses digits");
    public static ContractRow FractionWidened { get; } = Value("fraction-widened", "a number with more digits or larger values: float → double, decimal → double", Breaking, Breaking, "a consumer of {0} loses digits, or fails on large values");
    public static ContractRow FractionNarrowed { get; } = Value("fraction-narrowed", "a number with fewer digits: double → float, decimal → half", Compatible, Breaking, "consumers of {0} read it as before");
    public static ContractRow BinaryToDecimal { get; } = Value("binary-to-decimal", "a binary number becomes a decimal", Risky, Breaking, "a consumer of {0} loses the digits that its type does not hold");
    public static ContractRow NumberToText { get; } = Value("number-to-text", "a number is written as text", Breaking, Breaking, "a consumer of {0} fails if it reads numbers only, which is System.Text.Json's default");
    public static ContractRow TextToNumber { get; } = Value("text-to-number", "a text is written as a number", Breaking, Breaking, "a consumer of {0} that reads a text with System.Text.Json fails");

    // Other forms.
    public static ContractRow KindChanged { get; } = Value("kind-changed", "another kind of JSON: object, array, dictionary, boolean, text, number", Breaking, Breaking, "every consumer of {0} fails");
    public static ContractRow TextOpened { get; } = Value("text-opened", "a text of a fixed format becomes any text", Breaking, Breaking, "a consumer of {0} fails on a text that is not of the old format");
    public static ContractRow TextClosed { get; } = Value("text-closed", "any text, or a wider format, becomes a text of a fixed format", Compatible, Breaking, "consumers of {0} read it as before");
    public static ContractRow TextFormatChanged { get; } = Value("text-format-changed", "a text of another format", Breaking, Breaking, "a consumer of {0} fails on the other format, or reads another value");
    public static ContractRow OffsetChanged { get; } = Definition("offset-changed", "DateTime ↔ DateTimeOffset", Risky, Risky, "a consumer of {0} reads it, and one that finds no offset assumes its own time zone");
    public static ContractRow MapKeyChanged { get; } = Definition("map-key-changed", "another type of a dictionary's keys", Breaking, Breaking, "a consumer of {0} does not find the keys that it knows");

    // Enums.
    public static ContractRow EnumNameAdded { get; } = Value("enum-name-added", "an enum that is written as text has a new name", Risky, Risky, "a .NET consumer of {0} with this enum throws on the new name");
    public static ContractRow EnumNameRemoved { get; } = Value("enum-name-removed", "an enum that is written as text has lost a name", Compatible, Breaking, "consumers of {0} read it as before");
    public static ContractRow EnumNameCase { get; } = Definition("enum-name-case", "a name of an enum changes its case", Breaking, Breaking, "a consumer of {0} that compares names exactly does not know it; .NET's enum converters do");
    public static ContractRow NumberEnumAdded { get; } = Value("enum-number-added", "an enum that is written as number has a new value", Compatible, Compatible, "consumers of {0} pass the number on");
    public static ContractRow NumberEnumRemoved { get; } = Value("enum-number-removed", "an enum that is written as number has lost a value", Compatible, Compatible, "consumers of {0} read it as before");
    public static ContractRow NumberEnumRenumbered { get; } = Value("enum-renumbered", "a name of an enum that is written as number has another number", Breaking, Breaking, "a consumer of {0} silently reads another name");
    public static ContractRow EnumTextToNumber { get; } = Value("enum-text-to-number", "an enum is written as number instead of text", Risky, Breaking, "a .NET consumer of {0} reads it, and consumers that expect text fail");
    public static ContractRow EnumNumberToText { get; } = Value("enum-number-to-text", "an enum is written as text instead of number", Breaking, Breaking, "a consumer of {0} that reads numbers fails");
    public static ContractRow EnumOpened { get; } = Value("enum-opened", "an enum becomes any text", Risky, Risky, "a .NET consumer of {0} with this enum throws on a text that it does not know");
    public static ContractRow EnumClosed { get; } = Value("enum-closed", "any text becomes an enum", Compatible, Breaking, "consumers of {0} read it as before");

    // Derived types.
    public static ContractRow DerivedAdded { get; } = Value("derived-added", "a derived type is added", Risky, Risky, "a System.Text.Json consumer of {0} throws on the unknown discriminator");
    public static ContractRow DerivedRemoved { get; } = Value("derived-removed", "a derived type is removed", Compatible, Breaking, "consumers of {0} read the others as before");
    public static ContractRow DiscriminatorChanged { get; } = Value("discriminator-changed", "the discriminator gets another name, is added or is lost", Breaking, Breaking, "a consumer of {0} silently reads the base type, or fails");

    // Rules.
    public static ContractRow RuleTightened { get; } = Definition("rule-tightened", "a validation rule is added or admits fewer values", Compatible, Breaking, "consumers of {0} read it as before");
    public static ContractRow RuleLoosened { get; } = Definition("rule-loosened", "a validation rule is removed or admits more values", Risky, Breaking, "a consumer of {0} may get values that it has no room for");
    public static ContractRow RuleChanged { get; } = Definition("rule-changed", "a pattern or another rule that cannot be compared has changed", Risky, Risky, "a consumer of {0} may get values that it does not expect");

    // Routing.
    public static ContractRow AddressChanged { get; } = Routing("address-changed", "topic or action have changed", Breaking, Breaking, "queues that are bound for {0} silently get nothing");
    public static ContractRow BoundTextChanged { get; } = Routing("bound-text-changed", "the type or the enum names of a member in the routing key have changed", Breaking, Breaking, "queues that are bound to the old keys silently get nothing");
    public static ContractRow BoundNameAdded { get; } = Routing("bound-name-added", "the enum of a member in the routing key has a new name", Compatible, Compatible, "queues that are bound to the old keys get what they got");
    public static ContractRow HeaderAdded { get; } = Routing("header-added", "a header is added, or its value is never missing again", Compatible, Compatible, "no binding of a headers exchange loses a message by it");
    public static ContractRow HeaderChanged { get; } = Routing("header-changed", "a header is removed, renamed, has another type or may be missing", Breaking, Breaking, "bindings of a headers exchange silently miss the message");
    public static ContractRow OrderingKeyChanged { get; } = Definition("ordering-key-changed", "the ordering key is added, removed or another member", Risky, Risky, "a consumer of {0} may get messages in another order");
    public static ContractRow PriorityChanged { get; } = Definition("priority-changed", "the priority is another", Compatible, Compatible, "messages are the same, and their order in priority queues changes");

    // What cannot be looked into.
    public static ContractRow EncryptionAdded { get; } = Definition("encryption-added", "the event is encrypted", Breaking, Breaking, "every consumer of {0} without keys fails: 'data' becomes base64 text");
    public static ContractRow EncryptionRemoved { get; } = Definition("encryption-removed", "the event is not encrypted any more", Breaking, Breaking, "a consumer of {0} that demands encryption refuses it");
    public static ContractRow EncryptionMarkChanged { get; } = Definition("encryption-mark-changed", "[Encrypted] moves within an encrypted event", Compatible, Compatible, "all of 'data' is encrypted as before");
    public static ContractRow OpaqueChanged { get; } = Definition("opaque-changed", "a part becomes opaque to the contract, or stops to be: own converter or JSON context, object, JsonNode, extension data", Breaking, Breaking, "it is not known what a consumer of {0} gets");

    // The declaration.
    public static ContractRow DraftChanged { get; } = Definition("draft-changed", "an event that was not released has changed", Compatible, Compatible, "nobody has consumed it yet");
    public static ContractRow VersionChanged { get; } = Definition("version-changed", "the version is higher, and nothing else has changed", Compatible, Compatible, "consumers of {0} read it as before");

    /// <summary>All rows, in the guide's order.</summary>
    public static IReadOnlyList<ContractRow> Rows { get; } =
    [
        MemberAdded, OptionalMemberAdded, MemberRemoved, OptionalMemberRemoved, MemberRenamed, RequiredToOptional, OptionalToRequired, NullAdded, NullRemoved, ElementNullAdded,
        IntegerWidened, IntegerWidenedInRange, IntegerNarrowed, IntegerToFraction, FractionToInteger, FractionToLargeInteger, FractionWidened, FractionNarrowed, BinaryToDecimal,
        NumberToText, TextToNumber, KindChanged, TextOpened, TextClosed, TextFormatChanged, OffsetChanged, MapKeyChanged, EnumNameAdded, EnumNameRemoved, EnumNameCase, NumberEnumAdded,
        NumberEnumRemoved, NumberEnumRenumbered, EnumTextToNumber, EnumNumberToText, EnumOpened, EnumClosed, DerivedAdded, DerivedRemoved, DiscriminatorChanged, RuleTightened,
        RuleLoosened, RuleChanged, AddressChanged, BoundTextChanged, BoundNameAdded, HeaderAdded, HeaderChanged, OrderingKeyChanged, PriorityChanged, EncryptionAdded,
        EncryptionRemoved, EncryptionMarkChanged, OpaqueChanged, DraftChanged, VersionChanged,
    ];

    private static ContractRow Value(string id, string change, ContractVerdict forward, ContractVerdict full, string effect) => new(id, change, forward, full, ContractEvidence.Value, effect);

    private static ContractRow Routing(string id, string change, ContractVerdict forward, ContractVerdict full, string effect) => new(id, change, forward, full, ContractEvidence.Routing, effect);

    private static ContractRow Definition(string id, string change, ContractVerdict forward, ContractVerdict full, string effect) => new(id, change, forward, full, ContractEvidence.Definition, effect);
}
