using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Usage;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Usage;

[Covers<ConstantMessageParser>]
public sealed class ConstantMessageRuleTests
{
    private const string Events = """
        using System.ComponentModel.DataAnnotations;
        using GoQueue;
        namespace Shop.Events;

        public sealed record Line([StringLength(8, MinimumLength = 1)] string Sku, [Range(1, 100)] int Quantity)
        {
            [MaxLength(3)] public string Note { get; init; } = "";
        }

        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record UserCreated([property: EmailAddress] string Email, [StringLength(10, MinimumLength = 1)] string Name, [Range(1, 10)] int? Level = null)
        {
            public UserCreated(int level) : this("ann@example.com", "Ann", level) { }
            [MinLength(1)] public IReadOnlyList<Line> Lines { get; init; } = [new("A", 1)];
            public Line? First { get; init; }
            public Dictionary<string, Line>? ByKey { get; init; }
            [StringLength(3)] public string Trimmed { get; init => field = value.Trim(); } = "";
        }

        [GoQueueEvent("users", "user.renamed", "1.0")]
        public sealed partial record UserRenamed([StringLength(3)] string Name, [StringLength(3)] string Other)
        {
            public string Name { get; init; } = Name.Trim();
        }

        [GoQueueEvent("users", "user.unchecked", "1.0", Validate = false)]
        public sealed partial record Unchecked([EmailAddress] string Email);

        [GoQueueEvent("users", "user.wrapped", "1.0", Validate = false)]
        public sealed partial record Wrapped(UserMoved Move);

        [GoQueueEvent("users", "user.invited", "1.0")]
        public sealed partial record UserInvited(string Email, [property: Compare("Email")] string Again, int Seats = 1, [property: Compare("Seats")] int? More = null);

        [GoQueueEvent("users", "user.moved", "1.0")]
        public readonly partial record struct UserMoved([StringLength(3)] string Country);
        """;

    private static Task Published(params string[] statements) => RuleTest.Of(UsageDiagnostics.InvalidPublishedMessage, Events, InMethod(statements));

    private static Task Made(params string[] statements) => RuleTest.Of(UsageDiagnostics.InvalidConstantMessage, Events, InMethod(statements));

    // A method for each statement, in one compilation.
    private static string InMethod(params string[] statements) => $$"""
        using GoQueue;
        using Shop.Events;
        public static class Calls
        {
        {{string.Join("\n", statements.Select(Method))}}
        }
        """;

    private static string Method(string statements, int i) => $$"""
            public static async Task Run{{i}}(IGoQueuePublisher publisher, string text, int number, bool flag)
            {
                {{statements}}
                await Task.CompletedTask;
            }
        """;

    [Fact]
    public Task A_published_constant_that_breaks_a_rule_is_an_error() => Published(
        """await publisher.PublishUserCreatedAsync(new({|GQ5001:"not-an-email"|}, {|GQ5001:""|}));""",
        """await publisher.PublishUserCreatedAsync(new UserCreated(Name: {|GQ5001:string.Empty|}, Email: "ann@example.com"));""",
        """await publisher.PublishUserCreatedAsync(message: new({|GQ5001:null|}!, {|GQ5001:default|}!));""",
        """const string name = "longer than ten"; await publisher.PublishUserCreatedAsync(new("a@b", {|GQ5001:name|}));""",
        """const string name = "abcdef"; await publisher.PublishUserCreatedAsync(new("a@b", {|GQ5001:$"{name}{name}"|}));""",
        """await publisher.PublishUserCreatedAsync(new("a@b", "Ann", {|GQ5001:11|}));""",
        """await publisher.PublishUserCreatedAsync(new("a@b", "Ann", Level: {|GQ5001:0|}) { Lines = {|GQ5001:[]|} });""",
        """await publisher.PublishUserMovedAsync(new({|GQ5001:"Austria"|}));""",
        """await publisher.PublishAsync(new UserMoved({|GQ5001:"Austria"|}));""",
        """await publisher.PublishAsync<UserMoved>(new({|GQ5001:"Austria"|}));""");

    [Fact]
    public Task A_constant_in_a_batch_that_breaks_a_rule_is_an_error() => Published(
        """await publisher.PublishUserMovedBatchAsync([new({|GQ5001:"Austria"|}), new("AT")]);""",
        """await publisher.PublishUserMovedBatchAsync(new[] { new UserMoved({|GQ5001:"Austria"|}) });""",
        """await publisher.PublishUserMovedBatchAsync(new List<UserMoved> { new({|GQ5001:"Austria"|}) });""",
        """await publisher.PublishBatchAsync(new PublishBatch().Add(new UserMoved({|GQ5001:"Austria"|})).Add(new UserCreated({|GQ5001:""|}, "Ann")));""");

    [Fact]
    public Task Creations_inside_of_the_message_are_judged_too() => Published(
        """await publisher.PublishUserCreatedAsync(new("a@b", "Ann") { First = new({|GQ5001:""|}, {|GQ5001:0|}) });""",
        """await publisher.PublishUserCreatedAsync(new("a@b", "Ann") { Lines = [new("A", 1), new({|GQ5001:"123456789"|}, 1)] });""",
        """await publisher.PublishUserCreatedAsync(new("a@b", "Ann") { Lines = new List<Line> { new("A", 1) { Note = {|GQ5001:"1234"|} } } });""",
        """await publisher.PublishUserCreatedAsync(new("a@b", "Ann") { ByKey = new() { ["a"] = new("A", {|GQ5001:101|}), } });""",
        """await publisher.PublishUserCreatedAsync(new("a@b", "Ann") { ByKey = new() { { "a", new("A", {|GQ5001:101|}) } } });""",
        """await publisher.PublishUserCreatedAsync(new("a@b", "Ann") { First = new Line("A", 1) with { Quantity = {|GQ5001:-1|} } });""");

    [Fact]
    public Task A_constant_that_must_equal_another_one_is_judged() => Published(
        """await publisher.PublishUserInvitedAsync(new("a@b", {|GQ5001:"a@c"|}));""",
        """await publisher.PublishUserInvitedAsync(new("a@b", "a@b", 2, {|GQ5001:3|}));""",
        """await publisher.PublishUserInvitedAsync(new("a@b", {|GQ5001:null|}!));""",
        """await publisher.PublishUserInvitedAsync(new UserInvited("a@b", text) with { Again = {|GQ5001:"a@c"|} });""",
        """await publisher.PublishUserInvitedAsync(new UserInvited("a@b", {|GQ5001:"a@c"|}) with { Seats = 1 });""");

    [Fact]
    public Task A_with_expression_that_is_published_is_judged() => Published(
        """await publisher.PublishUserMovedAsync(new UserMoved("AT") with { Country = {|GQ5001:"Austria"|} });""",
        """var old = new UserMoved("AT"); await publisher.PublishUserMovedAsync(old with { Country = {|GQ5001:"Austria"|} });""");

    [Fact]
    public Task An_invalid_constant_elsewhere_is_a_warning() => Made(
        """var message = new UserMoved({|GQ5002:"Austria"|});""",
        """UserCreated message = new({|GQ5002:""|}, "Ann");""",
        """var old = new UserMoved("AT"); old = old with { Country = {|GQ5002:"Austria"|} };""",
        """new UserMoved({|GQ5002:"Austria"|}).Validate();""",
        """await publisher.PublishUserMovedAsync(flag ? new("AT") : new({|GQ5002:"Austria"|}));""",
        """Func<UserMoved> make = () => new({|GQ5002:"Austria"|});""",
        """var pair = (1, new UserMoved({|GQ5002:"Austria"|}));""");

    [Fact]
    public Task A_warning_is_no_error_and_an_error_no_warning() => Task.WhenAll(
        Published("""var message = new UserMoved("Austria");"""),
        Made("""await publisher.PublishUserMovedAsync(new("Austria"));"""));

    [Fact]
    public async Task What_may_be_valid_is_left_alone()
    {
        string[] statements =
        [
            """await publisher.PublishUserCreatedAsync(new(0));""", // another constructor
            """await publisher.PublishUserRenamedAsync(new("much too long", "abc"));""", // a re-declared property
            """await publisher.PublishUserCreatedAsync(new UserCreated("", "Ann") with { Email = text });""", // overwritten
            """await publisher.PublishUserCreatedAsync(new UserCreated("", "Ann") with { Email = "x" } with { Email = "a@b" });""",
            """await publisher.PublishUserCreatedAsync(new("", "Ann") { Email = text });""",
            """await publisher.PublishUserCreatedAsync(new("a@b", "Ann") { Trimmed = "  a  " });""", // an accessor of its own
            """await publisher.PublishUserCreatedAsync(new("a@b", "Ann"));""", // a default value
            """await publisher.PublishUncheckedAsync(new("not-an-email"));""", // validation is off
            """var message = new Unchecked("not-an-email");""",
            """await publisher.PublishWrappedAsync(new(new UserMoved("Austria")));""", // of the event around it
            """await publisher.PublishUserCreatedAsync(new(text, $"{text}", number) { Lines = [.. new List<Line>()] });""", // not constant
            """await publisher.PublishUserInvitedAsync(new("a@b", "a@b", 2, 2));""", // equal to the other
            """await publisher.PublishUserInvitedAsync(new(text, "a@b", number, 2));""", // the other is not constant
            """await publisher.PublishUserInvitedAsync(new UserInvited("a@b", "a@c") with { Again = text });""",
            """await publisher.PublishUserInvitedAsync(new UserInvited("a@b", "a@c") with { Email = "a@c" });""",
            """var line = new Line("", 0);""", // a record that is no event, elsewhere
            """await publisher.PublishUserCreatedAsync(new("a@b", "Ann", null) { First = null });""", // null where it is allowed
        ];
        await Published(statements);
        await Made(statements);
    }

    [Fact]
    public Task Constants_that_other_events_are_made_of_are_left_alone() => RuleTest.Of(UsageDiagnostics.InvalidConstantMessage, Events, """
        using Shop.Events;
        public static class Samples
        {
            public static readonly UserMoved Empty = new("none");
            public static readonly UserMoved[] All = [new("none")];
            public static UserMoved Nowhere { get; } = new("none");
            public static UserMoved Changing = new({|GQ5002:"none"|});
            public static UserMoved Made() => new({|GQ5002:"none"|});
        }
        public sealed class Sample
        {
            private readonly UserMoved _mine = new({|GQ5002:"none"|});
            public UserMoved Mine => _mine;
        }
        """);

    [Theory]
    [InlineData("xunit.v3.core")]
    [InlineData("nunit.framework")]
    [InlineData("Microsoft.VisualStudio.TestPlatform.TestFramework")]
    public async Task Tests_make_invalid_events_on_purpose(string framework)
    {
        var reference = RuleTest.Reference(framework, "public sealed class FactAttribute : Attribute;");
        var test = InMethod("""
            await publisher.PublishUserMovedAsync(new("Austria"));
            var message = new UserMoved("Austria");
            """);

        await RuleTest.With(UsageDiagnostics.InvalidPublishedMessage, [reference], [], Events, test);
        await RuleTest.With(UsageDiagnostics.InvalidConstantMessage, [reference], [], Events, test);
    }

    [Fact]
    public async Task Events_of_referenced_assemblies_are_judged()
    {
        var contracts = RuleTest.Reference("Shop.Contracts", Events);

        await RuleTest.With(UsageDiagnostics.InvalidPublishedMessage, [contracts], [], InMethod("""
            await publisher.PublishUserCreatedAsync(new({|GQ5001:"x"|}, {|GQ5001:""|}, {|GQ5001:11|}) { First = new({|GQ5001:""|}, 1) { Note = {|GQ5001:"1234"|} }, Trimmed = "  a  " });
            await publisher.PublishUserRenamedAsync(new("much too long", {|GQ5001:"abcd"|}));
            await publisher.PublishUserMovedAsync(new({|GQ5001:"Austria"|}));
            await publisher.PublishUserMovedAsync(new UserMoved("AT") with { Country = {|GQ5001:"Austria"|} });
            await publisher.PublishUserCreatedAsync(new(0));
            await publisher.PublishUncheckedAsync(new("not-an-email"));
            """));
        await RuleTest.With(UsageDiagnostics.InvalidConstantMessage, [contracts], [], InMethod("""
            var message = new UserMoved({|GQ5002:"Austria"|});
            """));
    }

    private const string Derived = """
        using System.ComponentModel.DataAnnotations;
        using GoQueue;
        namespace Shop.Events;

        public abstract record Parent([EmailAddress] string Email, [StringLength(3)] string Country)
        {
            protected Parent(int number) : this("ann@example.com", "AT") => Number = number;
            [Range(1, 10)] public int Number { get; init; }
        }

        [GoQueueEvent("users", "user.passed", "1.0")]
        public sealed partial record Passed(string Email, int Count, string Country) : Parent(Email, Country);

        [GoQueueEvent("users", "user.changed", "1.0")]
        public sealed partial record Changed(string Email, string Country) : Parent(Country: Country.Trim(), Email: Email);

        [GoQueueEvent("users", "user.swapped", "1.0")]
        public sealed partial record Swapped(string Email, string Country) : Parent(Country, Email);

        public record Middle(string Email) : Parent(Email, "AT");

        [GoQueueEvent("users", "user.far", "1.0")]
        public sealed partial record Far(string Email) : Middle(Email);

        [GoQueueEvent("users", "user.numbered", "1.0")]
        public sealed partial record Numbered(int Number) : Parent(Number);
        """;

    private const string OfDerived = """
        await publisher.PublishPassedAsync(new({|GQ5001:"x"|}, 1, {|GQ5001:"Austria"|}));
        await publisher.PublishChangedAsync(new({|GQ5001:"x"|}, " AT   "));
        await publisher.PublishSwappedAsync(new("AT", "a@b"));
        await publisher.PublishFarAsync(new({|GQ5001:"x"|}));
        await publisher.PublishNumberedAsync(new(0));
        await publisher.PublishFarAsync(new("x") { Email = text });
        """;

    [Fact]
    public Task A_constant_that_a_derived_record_passes_on_to_its_base_is_judged() => RuleTest.Of(UsageDiagnostics.InvalidPublishedMessage, Derived, InMethod(OfDerived));

    [Fact]
    public Task A_constant_that_a_derived_record_of_a_reference_passes_on_is_judged() => RuleTest.With(UsageDiagnostics.InvalidPublishedMessage,
        [RuleTest.Reference("Shop.Contracts", Derived)], [], InMethod(OfDerived));

    [Fact]
    public async Task A_constant_that_a_derived_event_gives_to_its_base_is_judged_where_it_stands()
    {
        const string source = """
            using System.ComponentModel.DataAnnotations;
            using GoQueue;
            namespace Shop.Events;

            public sealed record Line([StringLength(8)] string Sku);
            public record Parent([EmailAddress] string Email, Line? First = null, [StringLength(3)] string Country = "AT")
            {
                protected Parent(int number) : this("x") => Number = number;
                public int Number { get; init; }
            }
            public record Redeclaring([EmailAddress] string Email) { public string Email { get; init; } = Email.Trim(); }

            [GoQueueEvent("t", "a", "1.0")] public sealed partial record Given(string Email) : Parent({|GQ5002:"not-an-address"|}, new Line("A"));
            [GoQueueEvent("t", "b", "1.0")] public sealed partial record Named(int Count) : Parent(Country: {|GQ5002:"Austria"|}, Email: "a@b");
            [GoQueueEvent("t", "{Country}.c", "1.0")] public sealed partial record Bound(int Count) : Parent("a@b", null, {|GQ5002:"*"|});

            [GoQueueEvent("t", "d", "1.0")] public sealed partial record Hiding(int Count) : Parent("x") { public new string Email { get; init; } = "a@b"; }
            [GoQueueEvent("t", "e", "1.0")] public sealed partial record Changed(int Count) : Redeclaring("x");
            [GoQueueEvent("t", "f", "1.0")] public sealed partial record Other(int Count) : Parent(0);
            [GoQueueEvent("t", "g", "1.0")] public sealed partial record Valid(int Count) : Parent("a@b");
            [GoQueueEvent("t", "h", "1.0", Validate = false)] public sealed partial record Unchecked(int Count) : Parent("x");
            public sealed record NoEvent(int Count) : Parent("x");
            """;

        await RuleTest.Of(UsageDiagnostics.InvalidConstantMessage, source);
        await RuleTest.Of(UsageDiagnostics.InvalidPublishedMessage, source.Replace("{|GQ5002:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal));
    }

    [Fact]
    public Task The_rules_text_is_said_and_the_value_is_not() => RuleTest.With(UsageDiagnostics.InvalidPublishedMessage,
        [],
        [
            new Microsoft.CodeAnalysis.Testing.DiagnosticResult(GoQueue.Generators.Diagnostics.UsageDiagnostics.InvalidPublishedMessage)
                .WithSpan("/0/Test1.cs", 7, 53, 7, 67)
                .WithMessage("The value of 'Email' in the published 'UserCreated' breaks its rule [EmailAddress]: The Email field is not a valid e-mail address; the publisher would refuse the message, so give a value that keeps the rule"),
        ],
        Events,
        InMethod("""await publisher.PublishUserCreatedAsync(new("not-an-email", "Ann"));"""));
}
