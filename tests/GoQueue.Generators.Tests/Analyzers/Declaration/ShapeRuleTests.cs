using GoQueue.Generators.Analyzers;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Declaration;

[Covers<EventDeclarationAnalyzer>]
[Covers(typeof(ShapeParser))]
public sealed class ShapeRuleTests
{
    private const string Annotation = """[GoQueueEvent("users", "user.created", "1.0")]""";

    [Fact]
    public Task A_type_with_two_faults_reports_both() => RuleTest.OfParser("""
        using GoQueue;
        [GoQueueEvent("users", "user.created", {|GQ1007:"v2"|})] public partial record {|GQ1017:Bad|}(int Number);
        """);

    [Fact]
    public Task An_event_must_be_partial() => RuleTest.Of(DeclarationDiagnostics.NotPartial, $$"""
        using GoQueue;
        {{Annotation}} public sealed record {|GQ1001:UserCreated|}(Guid UserId);
        public static class Calls
        {
            public static ValueTask<PublishReceipt> Still_compile(IGoQueuePublisher publisher) => publisher.PublishUserCreatedAsync(new(Guid.Empty));
        }
        """);

    [Fact]
    public Task A_pragma_silences_the_rule() => RuleTest.Of(DeclarationDiagnostics.NotPartial, $$"""
        using GoQueue;
        #pragma warning disable GQ1001
        {{Annotation}} public sealed record UserCreated(Guid UserId);
        """);

    [Fact]
    public Task The_types_around_an_event_must_be_partial() => RuleTest.Of(DeclarationDiagnostics.ContainerNotPartial, $$"""
        using GoQueue;
        public partial class Events
        {
            public static class {|GQ1002:Users|}
            {
                {{Annotation}} public sealed partial record Created(Guid UserId);
            }
        }
        """);

    [Fact]
    public Task An_event_cannot_be_file_local() => RuleTest.Of(DeclarationDiagnostics.FileLocal, $$"""
        using GoQueue;
        {{Annotation}} {|GQ1012:file|} sealed partial record UserCreated(Guid UserId);
        """);

    [Fact]
    public Task An_event_cannot_be_generic() => RuleTest.Of(DeclarationDiagnostics.Generic, """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record {|GQ1013:UserCreated|}<T>(T UserId);
        public partial class Group<T>
        {
            [GoQueueEvent("users", "user.deleted", "1.0")] public sealed partial record {|GQ1013:Deleted|}(Guid UserId);
        }
        """);

    [Fact]
    public Task An_event_cannot_be_a_ref_struct() => RuleTest.Of(DeclarationDiagnostics.RefStruct, $$"""
        using GoQueue;
        {{Annotation}} public ref partial struct {|GQ1014:UserCreated|};
        """);

    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("private protected")]
    [InlineData("")]
    public Task An_event_must_be_visible_to_its_publisher(string accessibility) => RuleTest.Of(DeclarationDiagnostics.Inaccessible, $$"""
        using GoQueue;
        public partial class Group
        {
            {{Annotation}} {{accessibility}} sealed partial record {|GQ1015:UserCreated|}(Guid UserId);
        }
        """);

    [Fact]
    public Task What_stands_around_an_event_must_be_visible_too() => RuleTest.Of(DeclarationDiagnostics.Inaccessible, $$"""
        using GoQueue;
        public partial class Group
        {
            private partial class Hidden
            {
                {{Annotation}} public sealed partial record {|GQ1015:UserCreated|}(Guid UserId);
            }
            {{Annotation.Replace("1.0", "1.1", StringComparison.Ordinal)}} protected internal sealed partial record Fine(Guid UserId);
        }
        """);

    [Theory]
    [InlineData("partial class {|GQ1016:UserCreated|};")]
    [InlineData("class {|GQ1016:UserCreated|};")]
    [InlineData("partial struct {|GQ1016:UserCreated|};")]
    [InlineData("static partial class {|GQ1016:UserCreated|};")]
    [InlineData("partial record UserCreated;")]
    [InlineData("partial record struct UserCreated;")]
    public Task An_event_must_be_a_record(string declaration) => RuleTest.Of(DeclarationDiagnostics.NotARecord, $$"""
        using GoQueue;
        {{Annotation}} public {{declaration}}
        """);

    [Fact]
    public Task An_event_should_be_sealed() => RuleTest.Of(DeclarationDiagnostics.NotSealed, """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")] public partial record {|GQ1017:Open|}(Guid UserId);
        [GoQueueEvent("users", "user.created", "1.1")] public sealed partial record Sealed(Guid UserId);
        [GoQueueEvent("users", "user.created", "1.2")] public partial record struct Struct(Guid UserId);
        """);

    [Fact]
    public Task An_event_should_not_change() => RuleTest.Of(DeclarationDiagnostics.Mutable, """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record UserCreated(Guid UserId)
        {
            public string Name { get; {|GQ1018:set|}; } = "";
            [System.Text.Json.Serialization.JsonInclude] public string {|GQ1018:Field|} = "";
            public string LostAndToldSo = "";
            public readonly string Constant = "";
            public string Email { get; init; } = "";
            public string Hidden { get; private set; } = "";
            public static string Shared { get; set; } = "";
        }

        // What is published of a record struct is a copy.
        [GoQueueEvent("users", "user.created", "1.1")] public partial record struct Copied(Guid UserId);
        """);

    [Fact]
    public Task What_an_event_inherits_should_not_change_either() => RuleTest.Of(DeclarationDiagnostics.Mutable, """
        using GoQueue;
        public abstract record Root { public int Number { get; {|GQ1018:set|}; } public virtual string Text { get; init; } = ""; }
        public abstract record Base : Root { public override string Text { get; init; } = ""; }
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record First : Base;
        [GoQueueEvent("users", "user.deleted", "1.0")] public sealed partial record Second : Base;
        """);

    [Fact]
    public Task What_an_event_inherits_of_a_reference_is_told_at_the_event() => RuleTest.With(DeclarationDiagnostics.Mutable,
        [RuleTest.Reference("Common", "namespace Common; public abstract record Base { public int Number { get; set; } internal int Hidden { get; set; } }")],
        [],
        """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record {|GQ1018:UserCreated|} : Common.Base;
        """);

    [Fact]
    public Task An_abstract_event_needs_derived_types() => RuleTest.Of(DeclarationDiagnostics.AbstractWithoutDerivedTypes, """
        using GoQueue;
        using System.Text.Json.Serialization;
        [GoQueueEvent("users", "user.created", "1.0")] public {|GQ1021:abstract|} partial record Nothing(Guid UserId);
        [JsonDerivedType(typeof(Square), "square")]
        [GoQueueEvent("users", "user.created", "1.1")] public abstract partial record Shape(Guid UserId);
        public sealed record Square(Guid UserId) : Shape(UserId);
        """);

    [Theory]
    [InlineData("public static class {|GQ1023:ShopEvents|};")]
    [InlineData("public partial class {|GQ1023:ShopEvents|};")]
    [InlineData("public static partial class {|GQ1023:ShopEvents|}<T>;")]
    [InlineData("file static partial class {|GQ1023:ShopEvents|};")]
    [InlineData("public static partial class {|GQ1023:All|};")]
    [InlineData("public static partial class {|GQ1023:JsonContext|};")]
    [InlineData("internal static partial class ShopEvents;")]
    [InlineData("public partial class Group { [GoQueueCatalog] private static partial class ShopEvents; }", "")]
    public Task A_catalog_must_be_a_static_partial_class(string declaration, string annotation = "[GoQueueCatalog]") => RuleTest.Of(DeclarationDiagnostics.InvalidCatalog, $$"""
        using GoQueue;
        {{annotation}} {{declaration}}
        """);
}
