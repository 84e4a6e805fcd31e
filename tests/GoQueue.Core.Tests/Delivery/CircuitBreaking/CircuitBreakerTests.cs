using GoQueue.Delivery.CircuitBreaking;
using GoQueue.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Delivery.CircuitBreaking;

[Covers<CircuitBreaker>]
public sealed class CircuitBreakerTests
{
    private static readonly MessageIdentity Identity = new("m-1", "orders", "order.placed", "1.0");
    private static readonly Exception Failure = new MessageRejectedException(Identity, 1, "rejected");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void So_many_failures_in_a_row_open_it_and_a_success_between_starts_the_count_anew()
    {
        CircuitBreaker breaker = Create();
        Fail(breaker, 2);
        breaker.Leave(breaker.TryEnter(), null);
        Fail(breaker, 2);
        Assert.Equal(CircuitState.Closed, breaker.State);

        Fail(breaker, 1);

        Assert.Equal(CircuitState.Open, breaker.State);
        Assert.Equal(0, breaker.TryEnter());
        Assert.Equal(TimeSpan.FromSeconds(30), breaker.RemainingOpenTime);
    }

    [Fact]
    public void After_the_open_time_a_limited_number_of_probes_is_let_through()
    {
        CircuitBreaker breaker = Create(probes: 2);
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, breaker.TryEnter());
        _time.Advance(TimeSpan.FromSeconds(1));

        int probe = breaker.TryEnter();
        Assert.NotEqual(0, probe);
        Assert.NotEqual(0, breaker.TryEnter());
        Assert.Equal(0, breaker.TryEnter());
        Assert.Equal(CircuitState.HalfOpen, breaker.State);

        breaker.Leave(probe, null);
        Assert.Equal(CircuitState.Closed, breaker.State);
        Assert.NotEqual(0, breaker.TryEnter());
    }

    [Fact]
    public void A_probe_that_fails_opens_it_again_for_the_whole_time()
    {
        CircuitBreaker breaker = Create();
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromSeconds(30));

        breaker.Leave(breaker.TryEnter(), Failure);

        Assert.Equal(CircuitState.Open, breaker.State);
        Assert.Equal(TimeSpan.FromSeconds(30), breaker.RemainingOpenTime);
    }

    [Fact]
    public void A_probe_that_says_nothing_about_the_broker_gives_its_place_to_another()
    {
        CircuitBreaker breaker = Create();
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromSeconds(30));
        int probe = breaker.TryEnter();
        Assert.Equal(0, breaker.TryEnter());

        breaker.Leave(probe, new PublishCanceledException(Identity, PublishOutcome.NotSent, "cancelled", default));

        Assert.Equal(CircuitState.HalfOpen, breaker.State);
        Assert.NotEqual(0, breaker.TryEnter());
    }

    [Fact]
    public void Results_from_before_the_last_change_count_for_nothing()
    {
        CircuitBreaker breaker = Create();
        int before = breaker.TryEnter();
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromSeconds(30));
        int probe = breaker.TryEnter();

        breaker.Leave(before, null);
        Assert.Equal(CircuitState.HalfOpen, breaker.State);
        breaker.Leave(probe, null);
        breaker.Leave(before, Failure);
        breaker.Leave(before, Failure);
        breaker.Leave(before, Failure);
        Assert.Equal(CircuitState.Closed, breaker.State);
    }

    public static TheoryData<Exception, bool> Kinds() => new()
    {
        { Failure, true },
        { new PublishOutcomeUnknownException(Identity, 1, ""), true },
        { new PublishTimeoutException(Identity, PublishOutcome.NotSent, 0, ""), true },
        { new BrokerUnavailableException(Identity, 0, ""), true },
        { new BrokerBlockedException(Identity, 0, ""), true },
        { new UnroutableMessageException(Identity, 1, "", "", 312, ""), false },
        { new ExchangeNotFoundException(Identity, 0, ""), false },
        { new PublishAccessDeniedException(Identity, 0, ""), false },
        { new MessageRefusedException(Identity, 0, ""), false },
        { new PublisherStoppedException(Identity, 0, ""), false },
        { new PublishCanceledException(Identity, PublishOutcome.Unknown, "", default), false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Only_failures_of_the_broker_count(Exception failure, bool counts)
    {
        CircuitBreaker breaker = Create();

        for (int i = 0; i < 3; i++)
        {
            breaker.Leave(breaker.TryEnter(), failure);
        }

        Assert.Equal(counts ? CircuitState.Open : CircuitState.Closed, breaker.State);
    }

    [Fact]
    public async Task Each_change_is_told_once_and_in_order()
    {
        var told = new List<CircuitState>();
        var closed = new TaskCompletionSource();
        CircuitBreaker breaker = Create(changed: state =>
        {
            told.Add(state);
            if (state == CircuitState.Closed)
            {
                closed.SetResult();
            }

            throw new InvalidOperationException("a listener with a fault");
        });
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromSeconds(30));
        breaker.Leave(breaker.TryEnter(), null);

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([CircuitState.Open, CircuitState.HalfOpen, CircuitState.Closed], told);
    }

    [Theory]
    [InlineData(0, 30, 1, "FailureThreshold")]
    [InlineData(5, 0, 1, "OpenDuration")]
    [InlineData(5, 30, 0, "HalfOpenProbes")]
    public void Wrong_options_are_named_when_the_publisher_is_built(int threshold, int seconds, int probes, string name)
    {
        var exception = Assert.Throws<GoQueueConfigurationException>(() => GoQueuePublisher.Create(goqueue => goqueue.UseInMemory().UseCircuitBreaker(options =>
        {
            options.FailureThreshold = threshold;
            options.OpenDuration = TimeSpan.FromSeconds(seconds);
            options.HalfOpenProbes = probes;
        })));
        Assert.Contains($"CircuitBreakerOptions.{name}", exception.Message, StringComparison.Ordinal);
    }

    private CircuitBreaker Create(int probes = 1, Action<CircuitState>? changed = null) => new(
        new CircuitBreakerOptions { FailureThreshold = 3, HalfOpenProbes = probes, OnStateChanged = changed }, _time, NullLogger.Instance);

    private static void Fail(CircuitBreaker breaker, int times)
    {
        for (int i = 0; i < times; i++)
        {
            breaker.Leave(breaker.TryEnter(), Failure);
        }
    }
}
