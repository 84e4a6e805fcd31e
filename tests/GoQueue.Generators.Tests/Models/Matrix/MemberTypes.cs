namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>The axis "type of the member".</summary>
internal static class MemberTypes
{
    /// <summary>
    /// The types that members use, listed again for each namespace; <c>§</c> is where an attribute of a positional
    /// parameter gets its target.
    /// </summary>
    public const string Declarations = """
        public enum Kind { Guest, Member = 7 }
        [System.Flags] public enum Rights : byte { None = 0, Read = 1, Write = 2 }
        public sealed record Line(string Sku, int Quantity);
        public readonly record struct Size(int Width, decimal Height);
        public sealed record Node(string Name, Node? Next);
        public sealed record Page<TItem>(TItem Item, System.Collections.Generic.List<TItem> Items);
        [JsonDerivedType(typeof(Card), "card")] public abstract record Payment(decimal Amount);
        public sealed record Card(decimal Amount, string Network) : Payment(Amount);
        public sealed class Opaque { private readonly int _state = 7; public override string ToString() => "#" + _state; }
        public readonly struct Money { public Money(decimal amount) => Amount = amount; public decimal Amount { get; } public override string ToString() => "#" + Amount; }
        public sealed class Kept { public int Number { get; private set; } = 7; public override string ToString() => "#" + Number; }
        public sealed class Filled { public System.Collections.Generic.List<int> Numbers { get; } = new() { 7 }; public override string ToString() => "#" + Numbers.Count; }
        [Common.ValueObject<System.Guid>] public readonly partial struct OrderId { private static readonly int s_last = 7; public override string ToString() => "#" + s_last; }
        """;

    public static IReadOnlyList<MemberType> All { get; } =
    [
        Value("bool", "1", "true", "false"),
        Number("byte", "7", "255"),
        Number("sbyte", "-7", "3"),
        Number("short", "-7", "300"),
        Number("ushort", "7", "65535"),
        Number("int", "2", "-2147483648"),
        Number("uint", "7", "4000000000"),
        Number("long", "7", "-9007199254740993"),
        Number("ulong", "7", "18446744073709551615"),
        Number("float", "1.5f", "3.4028235e38f") with { IsInteger = false },
        Number("double", "0.1", "-1e300") with { IsInteger = false },
        Number("decimal", "1.10m", "79228162514264337593543950335m") with { IsInteger = false },
        Number("System.Half", "(System.Half)1.5") with { IsInteger = false },
        Number("System.Int128", "7", "-1") with { IsInteger = false },
        Value("char", "5", "'a'", "'\\''"),
        Value("System.Guid", "\"x\"", "new System.Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)"),
        Value("System.DateTime", "\"x\"", "new System.DateTime(2026, 1, 2, 3, 4, 5, System.DateTimeKind.Utc)"),
        Value("System.DateTimeOffset", "\"x\"", "new System.DateTimeOffset(2026, 1, 2, 3, 4, 5, System.TimeSpan.FromHours(2))"),
        Value("System.DateOnly", "\"x\"", "new System.DateOnly(2026, 1, 2)"),
        Value("System.TimeOnly", "\"x\"", "new System.TimeOnly(3, 4, 5)"),
        Value("System.TimeSpan", "\"x\"", "System.TimeSpan.FromMinutes(90)"),
        Value("Kind", "[]", "Kind.Member", "(Kind)3"),
        Value("Rights", "[]", "Rights.Read | Rights.Write"),
        Value("Size", "7", "new Size(1, 2.5m)"),
        Value("JsonElement", Cut, "JsonDocument.Parse(\"{\\\"a\\\":[1,null]}\").RootElement"),
        Nullable(Number("int?", "2", "null")),
        Nullable(Number("decimal?", "1.5m", "null")) with { IsInteger = false },
        Nullable(Value("Kind?", "[]", "Kind.Member", "null")),
        Nullable(Value("System.Guid?", "\"x\"", "System.Guid.Empty", "null")),
        Nullable(Value("Size?", "7", "new Size(1, 2.5m)", "null")),
        Text("string", "\"née <b> \\\"q\\\"\"", "\"\""),
        Text("string?", "\"text\"", "null"),
        Reference("System.Uri", "[]", "new System.Uri(\"https://example.org/a?b=1\")"),
        Reference("System.Version", "[]", "new System.Version(1, 2, 3)"),
        Reference("byte[]", "7", "new byte[] { 1, 2, 255 }", "new byte[0]") with { Lengths = Lengths("new byte[]", "1") },
        Reference("int[]", "7", "new[] { 1, -2 }", "new int[0]") with { Lengths = Lengths("new int[]", "1"), HasNumbers = true },
        Reference("string[]", "7", "new[] { \"a\", \"b\" }") with { Lengths = Lengths("new string[]", "\"a\"") },
        Reference("System.Collections.Generic.List<string>", "7", "new System.Collections.Generic.List<string> { \"a\" }") with
        {
            Lengths = Lengths("new System.Collections.Generic.List<string>", "\"a\""),
        },
        Reference("System.Collections.Generic.List<decimal>?", "7", "new System.Collections.Generic.List<decimal> { 1.5m }", "null") with { HasNumbers = true },
        Reference("System.Collections.Generic.IReadOnlyList<int>", "7", "new[] { 1, 2 }") with { Lengths = Lengths("new int[]", "1"), HasNumbers = true },
        Reference("System.Collections.Generic.HashSet<long>", "7", "new System.Collections.Generic.HashSet<long> { 1, 2 }") with { HasNumbers = true },
        Value("ImmutableArray<int>", "7", "ImmutableArray.Create(1, 2)") with { HasNumbers = true },
        Reference("System.Collections.Generic.Dictionary<string, int>", "7", "new System.Collections.Generic.Dictionary<string, int> { [\"a\"] = 1 }"),
        Reference("System.Collections.Generic.IReadOnlyDictionary<string, string>?", "7", "new System.Collections.Generic.Dictionary<string, string> { [\"a\"] = \"b\" }", "null"),
        Reference("System.Collections.Generic.Dictionary<Kind, Rights>", "7", "new System.Collections.Generic.Dictionary<Kind, Rights> { [Kind.Guest] = Rights.Read }"),
        Reference("Line", "7", "new Line(\"a\", 1)"),
        Reference("Line?", "7", "new Line(\"a\", 1)", "null"),
        Reference("System.Collections.Generic.IReadOnlyList<Line>", "7", "new[] { new Line(\"a\", 1), new Line(\"b\", 2) }"),
        Reference("System.Collections.Generic.Dictionary<string, Size>", "7", "new System.Collections.Generic.Dictionary<string, Size> { [\"a\"] = new Size(1, 2m) }"),
        Reference("Node", "7", "new Node(\"a\", new Node(\"b\", null))"),
        Reference("Page<string>", "7", "new Page<string>(\"a\", new System.Collections.Generic.List<string> { \"b\" })"),
        Reference("Payment", "7", "new Card(1.5m, \"visa\")"),
        Reference("object", Cut, "5", "\"text\""),
        Reference("object[]", "7", "new object[] { 1, \"a\", 2.5m, true }") with { Lengths = Lengths("new object[]", "1") },
        Reference("System.Collections.Generic.Dictionary<string, object>", "7", "new System.Collections.Generic.Dictionary<string, object> { [\"a\"] = 1, [\"b\"] = \"c\", [\"d\"] = 1.5 }"),
        Reference("System.Collections.IList", "7", "new object[] { 1, \"a\" }"),
        Reference("System.Collections.IEnumerable?", "7", "new object[] { 1, \"a\" }", "null"),
        Value("System.Numerics.BigInteger", "7", "new System.Numerics.BigInteger(7)") with { Refusal = "GQ3001" },
        Reference("System.Text.StringBuilder", "7", "new System.Text.StringBuilder(\"a\")") with { Refusal = "GQ3001" },
        Reference("Opaque", "7", "new Opaque()") with { Refusal = "GQ3001" },
        Value("Money", "7", "new Money(1.5m)") with { Refusal = "GQ3017" },
        Reference("Kept", "7", "new Kept()") with { Refusal = "GQ3017" },
        Reference("Filled", "7", "new Filled()") with { Refusal = "GQ3017" },
        Value("OrderId", "7", "new OrderId()") with { Refusal = "GQ3016" },
        Reference("System.Text.Json.Nodes.JsonNode", Cut, "System.Text.Json.Nodes.JsonNode.Parse(\"[1]\")!"),
    ];

    /// <summary>No text of this value ends: every reader refuses it.</summary>
    public const string Cut = "{";

    private static MemberType Value(string name, string badJson, params string[] values) => new(name, values, badJson);

    private static MemberType Number(string name, params string[] values) => new(name, values, "\"x\"") { IsInteger = true, HasNumbers = true };

    private static MemberType Nullable(MemberType type) => type with { HoldsNull = true };

    private static MemberType Reference(string name, string badJson, params string[] values) => new(name, values, badJson) { HoldsNull = true, IsReference = true };

    private static MemberType Text(string name, params string[] values) =>
        Reference(name, "7", values) with { Lengths = [.. Enumerable.Range(1, 4).Select(static length => $"\"{new string('a', length)}\"")] };

    private static string[] Lengths(string creation, string item) =>
        [.. Enumerable.Range(1, 4).Select(length => $"{creation} {{ {string.Join(", ", Enumerable.Repeat(item, length))} }}")];
}
