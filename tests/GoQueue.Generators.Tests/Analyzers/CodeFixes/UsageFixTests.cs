using GoQueue.Generators.CodeFixes;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Tests.Analyzers.Usage;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.CodeFixes;

public sealed class UsageFixTests
{
    private static Task Fix<TFix>(DiagnosticDescriptor rule, string before, string after)
        where TFix : CodeFixProvider, new() => RuleTest.Fix<TFix>(rule, Around(before), Around(after));

    private static string Around(string members) => $$"""
        using GoQueue;
        using Shop.Events;
        public sealed class Calls(IGoQueuePublisher publisher, UserCreated message)
        {
            {{members}}
        }
        {{PublishUsageRuleTests.Events.Replace("using GoQueue;\n", "", StringComparison.Ordinal).Replace("namespace Shop.Events;", "namespace Shop.Events {", StringComparison.Ordinal)}} }
        """;

    [Fact]
    public Task Await_is_added() => Fix<AddAwaitFix>(UsageDiagnostics.UnawaitedPublish,
        """
        public async Task Forgotten() { var receipt = publisher.{|GQ5003:PublishUserCreatedAsync|}(message); await Task.Yield(); }
        public async Task One() { publisher.{|GQ5003:PublishUserCreatedAsync|}(message); /* kept */ this.publisher2.{|GQ5003:PublishAsync|}(message).ConfigureAwait(false); await Task.Yield(); }
        private readonly IGoQueuePublisher publisher2 = publisher;
        """,
        """
        public async Task Forgotten() { var receipt = await publisher.PublishUserCreatedAsync(message); await Task.Yield(); }
        public async Task One() { await publisher.PublishUserCreatedAsync(message); /* kept */ await this.publisher2.PublishAsync(message).ConfigureAwait(false); await Task.Yield(); }
        private readonly IGoQueuePublisher publisher2 = publisher;
        """);

    [Theory]
    [InlineData("public void Sync() { publisher.{|GQ5003:PublishUserCreatedAsync|}(message); }")]
    [InlineData("public async Task Maybe(IGoQueuePublisher? other) { other?.{|GQ5003:PublishUserCreatedAsync|}(message); await Task.Yield(); }")]
    [InlineData("public async Task Typed() { ValueTask<PublishReceipt> publish = publisher.{|GQ5003:PublishUserCreatedAsync|}(message); await Task.Yield(); }")]
    [InlineData("public async Task Lambda() { Action a = () => publisher.{|GQ5003:PublishUserCreatedAsync|}(message); await Task.Yield(); a(); }")]
    public Task Await_is_not_added_where_it_cannot_stand(string member) => RuleTest.NoFix<AddAwaitFix>(UsageDiagnostics.UnawaitedPublish, Around(member));

    [Fact]
    public Task A_blocked_publish_is_awaited() => Fix<AwaitInsteadOfBlockingFix>(UsageDiagnostics.BlockedPublish,
        """
        public async Task<string> Member() => publisher.PublishUserCreatedAsync(message).{|GQ5011:Result|}.MessageId;
        public async Task Awaiter() { /* kept */ publisher.PublishUserCreatedAsync(message).ConfigureAwait(false).GetAwaiter().{|GQ5011:GetResult|}(); }
        public async Task Wait() { publisher.PublishUserCreatedAsync(message).AsTask().{|GQ5011:Wait|}(); var v = publisher.PublishUserCreatedAsync(message); var r = v.{|GQ5011:Result|}; }
        """,
        """
        public async Task<string> Member() => (await publisher.PublishUserCreatedAsync(message)).MessageId;
        public async Task Awaiter() { /* kept */ await publisher.PublishUserCreatedAsync(message).ConfigureAwait(false); }
        public async Task Wait() { await publisher.PublishUserCreatedAsync(message).AsTask(); var v = publisher.PublishUserCreatedAsync(message); var r = await v; }
        """);

    [Theory]
    [InlineData("public PublishReceipt Sync() => publisher.PublishUserCreatedAsync(message).{|GQ5011:Result|};")]
    [InlineData("public async Task Until() { await Task.Yield(); publisher.PublishUserCreatedAsync(message).AsTask().{|GQ5011:Wait|}(9); }")]
    [InlineData("public async Task All() { await Task.Yield(); Task.{|GQ5011:WaitAll|}(publisher.PublishUserCreatedAsync(message).AsTask()); }")]
    [InlineData("public async Task Maybe(IGoQueuePublisher? other) { await Task.Yield(); var r = other?.PublishUserCreatedAsync(message).{|GQ5011:Result|}; }")]
    public Task A_blocked_publish_is_not_awaited_where_it_would_mean_something_else(string member) => RuleTest.NoFix<AwaitInsteadOfBlockingFix>(UsageDiagnostics.BlockedPublish, Around(member));

    [Fact]
    public Task The_token_is_passed() => Fix<PassTokenFix>(UsageDiagnostics.TokenNotPassed,
        """
        public async Task One(CancellationToken token) { await publisher.{|GQ5007:PublishUserCreatedAsync|}(message); await publisher.{|GQ5007:PublishAsync|}(message, new PublishOptions()); }
        public async Task Two(CancellationToken @default) => await publisher.{|GQ5007:PublishUserCreatedAsync|}(message: message);
        """,
        """
        public async Task One(CancellationToken token) { await publisher.PublishUserCreatedAsync(message, cancellationToken: token); await publisher.PublishAsync(message, new PublishOptions(), cancellationToken: token); }
        public async Task Two(CancellationToken @default) => await publisher.PublishUserCreatedAsync(message: message, cancellationToken: @default);
        """);

    [Fact]
    public Task A_batch_is_made_to_throw() => Fix<ThrowIfAnyFailedFix>(UsageDiagnostics.DroppedBatchResult,
        "public async Task One() { await publisher.{|GQ5006:PublishUserCreatedBatchAsync|}([message]).ConfigureAwait(false); }",
        "public async Task One() { (await publisher.PublishUserCreatedBatchAsync([message]).ConfigureAwait(false)).ThrowIfAnyFailed(); }");

    [Fact]
    public Task A_loop_becomes_a_batch() => Fix<PublishBatchFix>(UsageDiagnostics.PublishInLoop,
        """
        public async Task Items(List<UserCreated> items, CancellationToken token)
        {
            // Kept.
            foreach (var item in items)
            {
                await publisher.{|GQ5008:PublishUserCreatedAsync|}(item, null, token);
            }
        }
        public async Task Lazy(IEnumerable<UserCreated> items)
        {
            foreach (var item in items) await publisher.{|GQ5008:PublishAsync|}(item).ConfigureAwait(false);
        }
        public async Task Made(int[] numbers, PublishOptions options, CancellationToken token)
        {
            foreach (var number in numbers)
            {
                await publisher.{|GQ5008:PublishUserCreatedAsync|}(new(number + 1), options, cancellationToken: token);
            }
        }
        """,
        """
        public async Task Items(List<UserCreated> items, CancellationToken token)
        {
            // Kept.
            (await publisher.PublishUserCreatedBatchAsync(items, null, cancellationToken: token)).ThrowIfAnyFailed();
        }
        public async Task Lazy(IEnumerable<UserCreated> items)
        {
            (await publisher.PublishBatchAsync([.. items]).ConfigureAwait(false)).ThrowIfAnyFailed();
        }
        public async Task Made(int[] numbers, PublishOptions options, CancellationToken token)
        {
            (await publisher.PublishUserCreatedBatchAsync([.. numbers.Select(number => new UserCreated(number + 1))], options, cancellationToken: token)).ThrowIfAnyFailed();
        }
        """);

    [Theory]
    [InlineData("foreach (var number in numbers) { await publisher.{|GQ5008:PublishUserCreatedAsync|}(new(number)); Console.WriteLine(number); }")]
    [InlineData("foreach (var number in numbers) { await publisher.{|GQ5008:PublishUserCreatedAsync|}(new(number), new PublishOptions { MessageId = number.ToString() }); }")]
    [InlineData("foreach (var number in numbers) { var receipt = await publisher.{|GQ5008:PublishUserCreatedAsync|}(new(number)); }")]
    [InlineData("foreach (var number in numbers) { /* why */ await publisher.{|GQ5008:PublishUserCreatedAsync|}(new(number)); }")]
    [InlineData("for (var i = 0; i < 9; i++) { await publisher.{|GQ5008:PublishUserCreatedAsync|}(new(i)); }")]
    public Task A_loop_that_does_more_is_not_replaced(string loop) =>
        RuleTest.NoFix<PublishBatchFix>(UsageDiagnostics.PublishInLoop, Around($"public async Task Run(int[] numbers) {{ {loop} }}"));

    [Theory]
    [InlineData("foreach (UserCreated item in objects) { await publisher.{|GQ5008:PublishUserCreatedAsync|}(item); }")]
    [InlineData("foreach (UserCreated item in objects) { await publisher.{|GQ5008:PublishUserCreatedAsync|}(new(item.Number)); }")]
    public Task A_loop_that_converts_is_not_replaced(string loop) =>
        RuleTest.NoFix<PublishBatchFix>(UsageDiagnostics.PublishInLoop, Around($"public async Task Run(object[] objects) {{ {loop} }}"));

    [Fact]
    public Task A_GeneratedRegex_member_gets_a_free_name() => RuleTest.Fix<DeclareGeneratedRegexFix>(ValidationDiagnostics.RegexWithoutGeneratedRegex,
        """
        using System.ComponentModel.DataAnnotations;
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record UserCreated([{|GQ4007:RegularExpression("[a-z]+")|}] string Name, string NamePattern)
        {
            public int NamePattern2 { get; init; }
        }
        """,
        """
        using System.ComponentModel.DataAnnotations;
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record UserCreated([RegularExpression("[a-z]+")] string Name, string NamePattern)
        {
            public int NamePattern2 { get; init; }

            [System.Text.RegularExpressions.GeneratedRegex("[a-z]+", System.Text.RegularExpressions.RegexOptions.None, 2000)]
            private static partial System.Text.RegularExpressions.Regex {|CS8795:NamePattern3|}();
        }
        """);

    [Fact]
    public Task A_GeneratedRegex_member_is_declared() => RuleTest.Fix<DeclareGeneratedRegexFix>(ValidationDiagnostics.RegexWithoutGeneratedRegex,
        """
        using System.ComponentModel.DataAnnotations;
        using GoQueue;
        public static partial class Events
        {
            [GoQueueEvent("users", "user.created", "1.0")]
            public sealed partial record UserCreated([{|GQ4007:RegularExpression("[a-z]+")|}] string Name, [{|GQ4007:RegularExpression("[0-9]+", MatchTimeoutInMilliseconds = 50)|}] string Code);

            [GoQueueEvent("users", "user.deleted", "1.0")]
            public sealed partial record UserDeleted(int Part)
            {
                [{|GQ4007:RegularExpression(@"\d+")|}] public string Number { get; init; } = "1";
            }
        }
        """,
        """
        using System.ComponentModel.DataAnnotations;
        using GoQueue;
        public static partial class Events
        {
            [GoQueueEvent("users", "user.created", "1.0")]
            public sealed partial record UserCreated([RegularExpression("[a-z]+")] string Name, [RegularExpression("[0-9]+", MatchTimeoutInMilliseconds = 50)] string Code)
            {
                [System.Text.RegularExpressions.GeneratedRegex("[a-z]+", System.Text.RegularExpressions.RegexOptions.None, 2000)]
                private static partial System.Text.RegularExpressions.Regex {|CS8795:NamePattern|}();
                [System.Text.RegularExpressions.GeneratedRegex("[0-9]+", System.Text.RegularExpressions.RegexOptions.None, 50)]
                private static partial System.Text.RegularExpressions.Regex {|CS8795:CodePattern|}();
            }

            [GoQueueEvent("users", "user.deleted", "1.0")]
            public sealed partial record UserDeleted(int Part)
            {
                [RegularExpression(@"\d+")] public string Number { get; init; } = "1";

                [System.Text.RegularExpressions.GeneratedRegex(@"\d+", System.Text.RegularExpressions.RegexOptions.None, 2000)]
                private static partial System.Text.RegularExpressions.Regex {|CS8795:NumberPattern|}();
            }
        }
        """);
}
