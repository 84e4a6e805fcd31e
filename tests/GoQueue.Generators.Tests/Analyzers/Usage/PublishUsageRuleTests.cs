using GoQueue.Generators.Analyzers.Usage;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Usage;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Usage;

[Covers(typeof(Branches))]
[Covers(typeof(EventMethods))]
[Covers<TokenNotPassedAnalyzer>]
public sealed class PublishUsageRuleTests
{
    internal const string Events = """
        using GoQueue;
        namespace Shop.Events;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record UserCreated(int Number);
        """;

    private static Task Of(DiagnosticDescriptor rule, string members) => RuleTest.Of(rule, Events, $$"""
        using GoQueue;
        using Shop.Events;
        public sealed class Calls(IGoQueuePublisher publisher, UserCreated message)
        {
            {{members}}
        }
        """);

    [Fact]
    public Task A_publish_that_nobody_awaits_is_found() => Of(UsageDiagnostics.UnawaitedPublish, """
        public void Sync() { publisher.{|GQ5003:PublishUserCreatedAsync|}(message); }
        public void Arrow() => publisher.{|GQ5003:PublishUserCreatedAsync|}(message);
        public async Task Async() { await Task.Yield(); publisher.{|GQ5003:PublishAsync|}(message); }
        public void Batch() { publisher.{|GQ5003:PublishUserCreatedBatchAsync|}([message]); }
        public void Maybe(IGoQueuePublisher? other) { other?.{|GQ5003:PublishUserCreatedAsync|}(message); }
        public void Configured() { publisher.{|GQ5003:PublishUserCreatedAsync|}(message).ConfigureAwait(false); }
        public Action Lambda() => () => publisher.{|GQ5003:PublishUserCreatedAsync|}(message);
        public void OfTheClass(GoQueuePublisher own) { own.{|GQ5003:PublishAsync|}(message); }

        public async Task Forgotten() { var publish = publisher.{|GQ5003:PublishUserCreatedAsync|}(message); await Task.Yield(); }
        public void ForgottenTask() { Task<PublishReceipt> publish = publisher.{|GQ5003:PublishUserCreatedAsync|}(message).AsTask(); }

        public async Task Awaited() { await publisher.PublishUserCreatedAsync(message); }
        public Func<Task> KeptForLater() { var publish = publisher.PublishUserCreatedAsync(message); return async () => await publish; }
        public async Task AwaitedConfigured() { await publisher.PublishUserCreatedAsync(message).ConfigureAwait(false); }
        public ValueTask<PublishReceipt> Returned() => publisher.PublishUserCreatedAsync(message);
        public Func<ValueTask<PublishReceipt>> ReturnedLambda() => () => publisher.PublishUserCreatedAsync(message);
        public void Meant() { _ = publisher.PublishUserCreatedAsync(message); }
        public async Task Kept() { var publish = publisher.PublishUserCreatedAsync(message); await publish; }
        public void SomethingElse() { PublishNothingAsync(); }
        private static Task<PublishReceipt> PublishNothingAsync() => Task.FromResult<PublishReceipt>(default);
        """);

    [Fact]
    public Task A_ValueTask_that_is_awaited_twice_is_found() => Of(UsageDiagnostics.AwaitedTwice, """
        public async Task Twice() { var publish = publisher.PublishUserCreatedAsync(message); await publish; await {|GQ5004:publish|}; }
        public async Task Converted() { var publish = publisher.PublishUserCreatedAsync(message); await publish.AsTask(); var r = await {|GQ5004:publish|}.ConfigureAwait(false); }
        public async Task Looped() { var publish = publisher.PublishUserCreatedAsync(message); for (var i = 0; i < 2; i++) { await {|GQ5004:publish|}; } }
        public async Task AfterABranch(bool flag) { var publish = publisher.PublishUserCreatedAsync(message); if (flag) { await publish; } await {|GQ5004:publish|}; }

        public async Task Once() { var publish = publisher.PublishUserCreatedAsync(message); await publish; }
        public async Task Two() { var a = publisher.PublishUserCreatedAsync(message); var b = publisher.PublishUserCreatedAsync(message); await a; await b; }
        public async Task Either(bool flag) { var publish = publisher.PublishUserCreatedAsync(message); if (flag) { await publish; } else { await publish; } }
        public async Task Switched(int number) { var publish = publisher.PublishUserCreatedAsync(message); switch (number) { case 1: await publish; break; default: await publish; break; } }
        public async Task Again() { var publish = publisher.PublishUserCreatedAsync(message); await publish; publish = publisher.PublishUserCreatedAsync(message); await publish; }
        public async Task Inside() { for (var i = 0; i < 2; i++) { var publish = publisher.PublishUserCreatedAsync(message); await publish; } }
        public async Task AsTask() { var publish = publisher.PublishUserCreatedAsync(message).AsTask(); await publish; await publish; }

        public async Task<PublishReceipt> Completed() { var v = publisher.PublishUserCreatedAsync(message); if (v.IsCompleted) return v.Result; return await v; }
        public async Task<PublishReceipt> CompletedBlock() { var v = publisher.PublishUserCreatedAsync(message); if (v.IsCompletedSuccessfully) { var r = v.Result; return r; } return await v.ConfigureAwait(false); }
        public async Task<PublishReceipt> NotCompleted() { var v = publisher.PublishUserCreatedAsync(message); if (!v.IsCompleted) { return await v; } return v.Result; }
        public async Task Continued(int n) { for (var i = 0; i < n; i++) { var v = publisher.PublishUserCreatedAsync(message); if (v.IsCompleted) { _ = v.Result; continue; } await v; } }
        public async Task<PublishReceipt> Polled() { var v = publisher.PublishUserCreatedAsync(message); while (true) { if (v.IsCompleted) { return v.Result; } await Task.Delay(1); } }
        public async Task Thrown() { var v = publisher.PublishUserCreatedAsync(message); if (v.IsFaulted) { await v; throw new InvalidOperationException(); } await v; }
        public async Task Copied() { var v = publisher.PublishUserCreatedAsync(message); var w = v; await v; await {|GQ5004:w|}; }
        public async Task Configured() { var c = publisher.PublishUserCreatedAsync(message).ConfigureAwait(false); await c; await {|GQ5004:c|}; }
        public async Task ConfiguredCopy() { var v = publisher.PublishUserCreatedAsync(message); var c = v.ConfigureAwait(false); await c; await {|GQ5004:v|}; }
        public async Task Preserved() { var v = publisher.PublishUserCreatedAsync(message).Preserve(); await v; await v; }
        public async Task<bool> Guarded()
        {
            var v = publisher.PublishUserCreatedAsync(message);
            if (v.IsCompleted && v.Result.Attempts == 1) { return true; }
            else if (!v.IsCompleted) { await v; }
            return false;
        }
        public async Task CopiedOnce() { var v = publisher.PublishUserCreatedAsync(message); var w = v; await w; }
        public async Task<PublishReceipt> NotLeft() { var v = publisher.PublishUserCreatedAsync(message); if (v.IsCompleted) { _ = v.Result; } return await {|GQ5004:v|}; }
        public async Task<PublishReceipt> Caught() { var v = publisher.PublishUserCreatedAsync(message); try { return v.Result; } catch (Exception) { return await {|GQ5004:v|}; } }
        """);

    [Fact]
    public Task A_thread_that_is_blocked_on_a_publish_is_found() => Of(UsageDiagnostics.BlockedPublish, """
        public PublishReceipt Result() => publisher.PublishUserCreatedAsync(message).{|GQ5011:Result|};
        public string Member() => publisher.PublishAsync(message).{|GQ5011:Result|}.MessageId;
        public void Awaiter() { publisher.PublishUserCreatedAsync(message).GetAwaiter().{|GQ5011:GetResult|}(); }
        public void Configured() { _ = publisher.PublishUserCreatedAsync(message).ConfigureAwait(false).GetAwaiter().{|GQ5011:GetResult|}(); }
        public void Wait() { publisher.PublishUserCreatedAsync(message).AsTask().{|GQ5011:Wait|}(); }
        public void WaitUntil() { publisher.PublishUserCreatedAsync(message).AsTask().{|GQ5011:Wait|}(1000); }
        public PublishReceipt TaskResult() => publisher.PublishUserCreatedAsync(message).AsTask().{|GQ5011:Result|};
        public PublishReceipt Preserved() => publisher.PublishUserCreatedAsync(message).Preserve().{|GQ5011:Result|};
        public PublishReceipt? Maybe(IGoQueuePublisher? other) => other?.PublishUserCreatedAsync(message).{|GQ5011:Result|};
        public void Batch() { publisher.PublishUserCreatedBatchAsync([message]).{|GQ5011:Result|}.ThrowIfAnyFailed(); }
        public PublishReceipt Local() { var v = publisher.PublishUserCreatedAsync(message); return v.{|GQ5011:Result|}; }
        public PublishReceipt LocalTask() { var t = publisher.PublishUserCreatedAsync(message).AsTask(); t.{|GQ5011:Wait|}(); return t.{|GQ5011:Result|}; }
        public PublishReceipt LocalConverted() { ValueTask<PublishReceipt> v = publisher.PublishUserCreatedAsync(message); return v.AsTask().{|GQ5011:Result|}; }
        public PublishReceipt LocalConfigured() { var v = publisher.PublishUserCreatedAsync(message).ConfigureAwait(false); return v.GetAwaiter().{|GQ5011:GetResult|}(); }
        public void All() { Task.{|GQ5011:WaitAll|}(publisher.PublishUserCreatedAsync(message).AsTask()); }
        public void AllOfAnArray() { Task.{|GQ5011:WaitAny|}(new Task[] { publisher.PublishUserCreatedAsync(message).AsTask() }); }
        public PublishReceipt Otherwise() { var v = publisher.PublishUserCreatedAsync(message); if (v.IsCompleted) { return default; } return v.{|GQ5011:Result|}; }
        public void ConfiguredLater() { var v = publisher.PublishUserCreatedAsync(message); var c = v.ConfigureAwait(false); c.GetAwaiter().{|GQ5011:GetResult|}(); }
        public void AwaiterLocal() { var publish = publisher.PublishUserCreatedAsync(message); var a = publish.GetAwaiter(); a.{|GQ5011:GetResult|}(); }
        public void ConfiguredAwaiterLocal() { var a = publisher.PublishUserCreatedAsync(message).ConfigureAwait(false).GetAwaiter(); a.{|GQ5011:GetResult|}(); }
        public PublishReceipt AssignedLater() { ValueTask<PublishReceipt> v; v = publisher.PublishUserCreatedAsync(message); return v.{|GQ5011:Result|}; }
        public PublishReceipt WithBreak(bool flag) { var v = publisher.PublishUserCreatedAsync(message); while (!v.IsCompleted) { if (flag) { break; } } return v.{|GQ5011:Result|}; }
        public Func<PublishReceipt> Lambda() => () => publisher.PublishUserCreatedAsync(message).{|GQ5011:Result|};

        public async Task<PublishReceipt> Completed() { var v = publisher.PublishUserCreatedAsync(message); if (v.IsCompleted) return v.Result; return await v; }
        public async Task<PublishReceipt> NotCompleted() { var v = publisher.PublishUserCreatedAsync(message); if (!v.IsCompleted) { return await v; } return v.Result; }
        public PublishReceipt Switch() { var v = publisher.PublishUserCreatedAsync(message); switch (v.IsCompleted) { case true: return v.Result; default: return default; } }
        public async Task<PublishReceipt> SwitchExpression() { var v = publisher.PublishUserCreatedAsync(message); return v.IsCompleted switch { true => v.Result, _ => await v }; }
        public async Task<PublishReceipt> Polled() { var v = publisher.PublishUserCreatedAsync(message); while (!v.IsCompleted) { await Task.Yield(); } return v.Result; }
        public PublishReceipt AwaiterCompleted() { var a = publisher.PublishUserCreatedAsync(message).GetAwaiter(); return a.IsCompleted ? a.GetResult() : default; }
        public async ValueTask<PublishReceipt> Either() { var v = publisher.PublishUserCreatedAsync(message); return v.IsCompletedSuccessfully ? v.Result : await v; }
        public async Task<bool> Both() { var v = publisher.PublishUserCreatedAsync(message); return v.IsCompleted && v.Result.Attempts == 1 || (await v).Attempts == 2; }
        public async Task<PublishReceipt> AfterAll() { var t = publisher.PublishUserCreatedAsync(message).AsTask(); await Task.WhenAll(t, Task.Delay(1)); return t.Result; }
        public async Task<PublishReceipt> AfterAwait() { var t = publisher.PublishUserCreatedAsync(message).AsTask(); await t; return t.Result; }
        public async Task<PublishReceipt> Awaited() => await publisher.PublishUserCreatedAsync(message);
        public void Forgotten() { _ = publisher.PublishUserCreatedAsync(message).AsTask(); }
        public int SomethingElse(Task<int> task) => task.Result;
        """);

    [Fact]
    public Task A_ValueTask_that_is_kept_is_found() => Of(UsageDiagnostics.StoredPublish, """
        private ValueTask<PublishReceipt> _field;
        private ValueTask<PublishReceipt> Property { get; set; }
        public void Field() { _field = publisher.{|GQ5005:PublishUserCreatedAsync|}(message); }
        public void ToProperty() { Property = publisher.{|GQ5005:PublishUserCreatedAsync|}(message); }
        public void ToList(List<ValueTask<PublishReceipt>> list) { list.Add(publisher.{|GQ5005:PublishUserCreatedAsync|}(message)); }
        public void ToArray(ValueTask<PublishReceipt>[] array) { array[0] = publisher.{|GQ5005:PublishUserCreatedAsync|}(message); }
        public ValueTask<PublishReceipt>[] Array() => new[] { publisher.{|GQ5005:PublishUserCreatedAsync|}(message) };
        public List<ValueTask<PublishReceipt>> Collection() => [publisher.{|GQ5005:PublishUserCreatedAsync|}(message)];

        public void ByLocal() { var publish = publisher.{|GQ5005:PublishUserCreatedAsync|}(message); _field = publish; }
        public void ByLocalToList(List<ValueTask<PublishReceipt>> list) { var publish = publisher.{|GQ5005:PublishUserCreatedAsync|}(message); list.Add(publish); }
        public List<ValueTask<PublishReceipt>> Selected(int[] numbers) => numbers.Select(n => publisher.{|GQ5005:PublishUserCreatedAsync|}(new(n))).ToList();
        public ValueTask<PublishReceipt>[] Spread(int[] numbers) => [.. numbers.Select(n => { return publisher.{|GQ5005:PublishUserCreatedAsync|}(new(n)); })];

        public async Task OneByOne(int[] numbers) { foreach (var publish in numbers.Select(n => publisher.PublishUserCreatedAsync(new(n)))) { await publish; } }
        public Task[] Tasks(int[] numbers) => numbers.Select(n => publisher.PublishUserCreatedAsync(new(n)).AsTask()).ToArray();
        public void LocalAsTask(List<Task<PublishReceipt>> list) { var publish = publisher.PublishUserCreatedAsync(message); list.Add(publish.AsTask()); }
        public void Task(List<Task<PublishReceipt>> list) { list.Add(publisher.PublishUserCreatedAsync(message).AsTask()); }
        public async Task Receipts(List<PublishReceipt> list) { list.Add(await publisher.PublishUserCreatedAsync(message)); }
        public async Task Local() { var publish = publisher.PublishUserCreatedAsync(message); await publish; }
        """);

    [Fact]
    public Task A_batch_result_that_nobody_looks_at_is_found() => Of(UsageDiagnostics.DroppedBatchResult, """
        public async Task Dropped() { await publisher.{|GQ5006:PublishUserCreatedBatchAsync|}([message]); }
        public async Task OfThePublisher() { await publisher.{|GQ5006:PublishBatchAsync|}(new PublishBatch().Add(message)).ConfigureAwait(false); }
        public Func<Task> Lambda() => async () => await publisher.{|GQ5006:PublishUserCreatedBatchAsync|}([message]);

        public async Task Looked() { var result = await publisher.PublishUserCreatedBatchAsync([message]); result.ThrowIfAnyFailed(); }
        public async Task Thrown() { (await publisher.PublishUserCreatedBatchAsync([message])).ThrowIfAnyFailed(); }
        public async Task<BatchPublishResult> Returned() => await publisher.PublishUserCreatedBatchAsync([message]);
        public async Task Meant() { _ = await publisher.PublishUserCreatedBatchAsync([message]); }
        public async Task Single() { await publisher.PublishUserCreatedAsync(message); }
        """);

    [Fact]
    public Task A_token_that_is_not_passed_on_is_found() => Of(UsageDiagnostics.TokenNotPassed, """
        public async Task Method(CancellationToken token) { await publisher.{|GQ5007:PublishUserCreatedAsync|}(message); }
        public async Task Batch(CancellationToken token) { (await publisher.{|GQ5007:PublishUserCreatedBatchAsync|}([message], new PublishOptions())).ThrowIfAnyFailed(); }
        public Func<CancellationToken, Task> Lambda() => async token => await publisher.{|GQ5007:PublishUserCreatedAsync|}(message);
        public Func<Task> Captured(CancellationToken token) => async () => await publisher.{|GQ5007:PublishUserCreatedAsync|}(message);
        public async Task Local(CancellationToken token) { await Inner(); async Task Inner() => await publisher.{|GQ5007:PublishUserCreatedAsync|}(message); }

        public async Task OfALocal() { using var source = new CancellationTokenSource(9); var token = source.Token; await publisher.{|GQ5007:PublishUserCreatedAsync|}(message); }
        public async Task OfALocalAround(bool flag) { CancellationToken token = new(flag); if (flag) { await publisher.{|GQ5007:PublishUserCreatedAsync|}(message); } }

        public async Task LocalComesLater() { await publisher.PublishUserCreatedAsync(message); CancellationToken token = new(true); await Task.Delay(1, token); }
        public async Task LocalElsewhere(bool flag) { if (flag) { CancellationToken token = new(true); await Task.Delay(1, token); } await publisher.PublishUserCreatedAsync(message); }
        public async Task LocalWithoutAValue() { CancellationToken token; await publisher.PublishUserCreatedAsync(message); token = new(true); await Task.Delay(1, token); }
        public async Task LocalOutsideOfStatic() { var token = new CancellationToken(true); await Inner(publisher, message); await Task.Delay(1, token); static async Task Inner(IGoQueuePublisher p, UserCreated m) => await p.PublishUserCreatedAsync(m); }
        public async Task Passed(CancellationToken token) { await publisher.PublishUserCreatedAsync(message, cancellationToken: token); }
        public async Task Meant(CancellationToken token) { await publisher.PublishUserCreatedAsync(message, null, CancellationToken.None); }
        public async Task None() { await publisher.PublishUserCreatedAsync(message); }
        public async Task Static(CancellationToken token) { await Inner(publisher, message); static async Task Inner(IGoQueuePublisher p, UserCreated m) => await p.PublishUserCreatedAsync(m); }
        """);

    [Fact]
    public Task A_token_in_a_field_is_at_hand_where_no_nearer_one_is() => RuleTest.With(UsageDiagnostics.TokenNotPassed,
        [],
        NotPassed("_stopping", "token", "_stopping", "s_all", "Stopping", "stopping"),
        Events,
        """
        using GoQueue;
        using Shop.Events;
        public sealed class Worker
        {
            private static CancellationToken s_all;
            private readonly CancellationToken _stopping;
            private readonly IGoQueuePublisher _publisher;
            public Worker(IGoQueuePublisher publisher) { _publisher = publisher; publisher.PublishUserCreatedAsync(new(1)); _stopping = s_all; }
            public async Task Method() { await _publisher.{|#0:PublishUserCreatedAsync|}(new(1)); }
            public async Task Nearer(CancellationToken token) { await _publisher.{|#1:PublishUserCreatedAsync|}(new(1)); }
            public Func<Task> Lambda() => async () => await _publisher.{|#2:PublishUserCreatedAsync|}(new(1));
            public static async Task Static(IGoQueuePublisher publisher) { await publisher.{|#3:PublishUserCreatedAsync|}(new(1)); }
            public async Task Passed() { await _publisher.PublishUserCreatedAsync(new(1), cancellationToken: _stopping); }
            private sealed class Inner { public async Task Method(IGoQueuePublisher publisher) { await publisher.PublishUserCreatedAsync(new(1)); } }
        }
        public sealed class Automatic(IGoQueuePublisher publisher)
        {
            private CancellationToken Stopping { get; } = new(false);
            private CancellationToken Made => new(true);
            public async Task Hidden(int[] numbers) { foreach (var Stopping in numbers) { await publisher.PublishUserCreatedAsync(new(Stopping)); } }
            public async Task Method() { await publisher.{|#4:PublishUserCreatedAsync|}(new(1)); }
        }
        public sealed class Primary(IGoQueuePublisher publisher, CancellationToken stopping)
        {
            public async Task Method() { await publisher.{|#5:PublishUserCreatedAsync|}(new(1)); _ = stopping; }
            public static async Task Static(IGoQueuePublisher publisher) { await publisher.PublishUserCreatedAsync(new(1)); }
        }
        """);

    private static IEnumerable<DiagnosticResult> NotPassed(params string[] tokens) => tokens.Select((token, place) =>
        new DiagnosticResult(UsageDiagnostics.TokenNotPassed).WithLocation(place).WithArguments(token, "PublishUserCreatedAsync"));

    [Fact]
    public Task Messages_published_one_by_one_in_a_loop_are_found() => Of(UsageDiagnostics.PublishInLoop, """
        public async Task ForEach(int[] numbers) { foreach (var number in numbers) { await publisher.{|GQ5008:PublishUserCreatedAsync|}(new(number)); } }
        public async Task For() { for (var i = 0; i < 9; i++) await publisher.{|GQ5008:PublishAsync|}(new UserCreated(i)).ConfigureAwait(false); }
        public async Task Stream(IAsyncEnumerable<UserCreated> stream) { await foreach (var one in stream) { await publisher.{|GQ5008:PublishUserCreatedAsync|}(one); } }
        public async Task Two(int[] numbers) { foreach (var number in numbers) { await publisher.{|GQ5008:PublishUserCreatedAsync|}(new(number)); await publisher.{|GQ5008:PublishUserCreatedAsync|}(message); } }

        public async Task Loading(int[] numbers) { foreach (var number in numbers) { await Task.Delay(number); await publisher.PublishUserCreatedAsync(new(number)); } }
        public async Task Retry() { while (true) { try { await publisher.PublishUserCreatedAsync(message); return; } catch (PublishException) { } } }
        public async Task Untyped(GoQueueMessage[] all) { foreach (var one in all) { await publisher.PublishAsync(one); } }
        public void Lambda(int[] numbers, List<Func<Task>> work) { foreach (var number in numbers) { work.Add(async () => await publisher.PublishUserCreatedAsync(new(number))); } }
        public async Task Alone() { await publisher.PublishUserCreatedAsync(message); }
        """);

    [Fact]
    public Task A_reserved_header_name_is_refused() => Of(UsageDiagnostics.ReservedHeader, """
        private const string Name = "goqueue-app-id";
        public PublishOptions Indexed() => new() { Headers = new Dictionary<string, object?> { [{|GQ5009:"goqueue-tenant"|}] = 1, ["tenant"] = 2 } };
        public PublishOptions Added() => new() { Headers = new Dictionary<string, object?> { { {|GQ5009:Name|}, 1 }, { "goqueue", 2 }, { {|GQ5009:""|}, 3 } } };
        public PublishOptions With(PublishOptions options) => options with { Headers = new Dictionary<string, object?> { [{|GQ5009:"key_id"|}] = 1 } };
        public void InMiddleware(MessageHeaders headers) { headers[{|GQ5009:"cloudEvents_id"|}] = "1"; headers["tenant"] = 1; }
        public void OfTwoLines(MessageHeaders headers) { headers[{|GQ5009:"a\r\n"|}] = "1"; }
        public GoQueueMessageBuilder Untyped() => GoQueueMessage.Create().Header({|GQ5009:"encoding"|}, 1).Header("tenant", 2);

        public PublishOptions ByLocal() { var headers = new Dictionary<string, object?> { [{|GQ5009:"key_id"|}] = 1 }; return new() { Headers = headers }; }
        public PublishOptions[] ByLocalTwice() { Dictionary<string, object?> headers = new() { { {|GQ5009:"key_id"|}, 1 } }; return [new() { Headers = headers }, new() { Headers = headers }]; }
        public PublishOptions ByLocalWith(PublishOptions options) { var headers = new Dictionary<string, object?> { [{|GQ5009:"key_id"|}] = 1 }; headers["a"] = 1; headers.Add("b", headers.Count); return options with { Headers = headers }; }
        public Func<PublishOptions> ByLocalInALambda() { var headers = new Dictionary<string, object?> { [{|GQ5009:"key_id"|}] = 1 }; return () => new() { Headers = headers }; }

        public PublishOptions Removed() { var headers = new Dictionary<string, object?> { ["key_id"] = 1 }; headers.Remove("key_id"); return new() { Headers = headers }; }
        public PublishOptions GivenAway() { var headers = new Dictionary<string, object?> { ["key_id"] = 1 }; Clean(headers); return new() { Headers = headers }; }
        public PublishOptions AssignedAgain() { var headers = new Dictionary<string, object?> { ["key_id"] = 1 }; headers = []; return new() { Headers = headers }; }
        public PublishOptions OtherName() { var other = headers(); return new() { Headers = other }; Dictionary<string, object?> headers() => new() { ["key_id"] = 1 }; }
        public int NoHeaders() { var headers = new Dictionary<string, object?> { ["key_id"] = 1 }; return headers.Count; }
        private static void Clean(Dictionary<string, object?> headers) => headers.Clear();

        public Dictionary<string, object?> SomethingElse(string name) => new() { ["goqueue-tenant"] = 1, [name] = 2 };
        public PublishOptions NotConstant(string name) => new() { Headers = new Dictionary<string, object?> { [name] = 1 } };
        """);

    [Fact]
    public Task A_stream_whose_results_nobody_enumerates_is_found() => Of(UsageDiagnostics.StreamNotEnumerated, """
        public void Dropped(IAsyncEnumerable<UserCreated> stream) { publisher.{|GQ5010:PublishUserCreatedStreamAsync|}(stream); }
        public void Discarded(IAsyncEnumerable<UserCreated> stream) { _ = publisher.{|GQ5010:PublishStreamAsync|}(stream); }

        public async Task Enumerated(IAsyncEnumerable<UserCreated> stream) { await foreach (var result in publisher.PublishUserCreatedStreamAsync(stream)) { _ = result; } }
        public IAsyncEnumerable<BatchItemResult> Returned(IAsyncEnumerable<UserCreated> stream) => publisher.PublishUserCreatedStreamAsync(stream);
        """);
}
