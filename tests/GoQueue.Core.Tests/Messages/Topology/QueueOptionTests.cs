using GoQueue.Messages.Topology;
using Xunit;

namespace GoQueue.Core.Tests.Messages.Topology;

/// <summary>What the builder refuses before a broker sees it, each with its sentence.</summary>
[Covers<QueueDeclaration>]
public sealed class QueueOptionTests
{
    [Theory]
    [InlineData(QueueType.Stream, nameof(QueueOptions.DeadLetterExchange), "quorum")]
    [InlineData(QueueType.Classic, nameof(QueueOptions.DeadLetterAtLeastOnce), "quorum")]
    [InlineData(QueueType.Stream, nameof(QueueOptions.MessageTtl), "quorum")]
    [InlineData(QueueType.Stream, nameof(QueueOptions.MaxLength), "quorum")]
    [InlineData(QueueType.Stream, nameof(QueueOptions.Overflow), "quorum")]
    [InlineData(QueueType.Classic, nameof(QueueOptions.DeliveryLimit), "quorum")]
    [InlineData(QueueType.Stream, nameof(QueueOptions.SingleActiveConsumer), "quorum")]
    [InlineData(QueueType.Quorum, nameof(QueueOptions.MaxPriority), "classic")]
    [InlineData(QueueType.Quorum, nameof(QueueOptions.MaxAge), "stream")]
    [InlineData(QueueType.Classic, nameof(QueueOptions.MaxSegmentBytes), "stream")]
    [InlineData(QueueType.Quorum, nameof(QueueOptions.FilterSize), "stream")]
    [InlineData(QueueType.Classic, nameof(QueueOptions.InitialClusterSize), "stream")]
    public void An_option_of_another_type_is_refused_with_the_type_that_has_it(QueueType type, string option, string cure)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new TopologyBuilder().Queue("audit", type, options => Set(options, option)));

        Assert.Contains($"queue 'audit' is a {QueueDeclaration.NameOf(type)} queue, which has no {option}", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"declare a {cure} queue", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_out_of_their_range_are_refused_with_the_range()
    {
        Refused(QueueType.Quorum, static options => options.MaxLength = -1, "MaxLength of queue 'audit' is -1: use 0 to");
        Refused(QueueType.Quorum, static options => options.DeliveryLimit = -1, "DeliveryLimit of queue 'audit' is -1: use 0 to");
        Refused(QueueType.Classic, static options => options.MaxPriority = 0, "MaxPriority of queue 'audit' is 0: use 1 to 255");
        Refused(QueueType.Stream, static options => options.FilterSize = 15, "FilterSize of queue 'audit' is 15: use 16 to 255");
        Refused(QueueType.Stream, static options => options.FilterSize = 256, "FilterSize of queue 'audit' is 256: use 16 to 255");
        Refused(QueueType.Quorum, static options => options.InitialClusterSize = 0, "InitialClusterSize of queue 'audit' is 0: use 1 to");
        Refused(QueueType.Quorum, static options => options.MessageTtl = TimeSpan.FromMilliseconds(-1), "use whole milliseconds from 0 to 49.17:02:47.2950000");
        Refused(QueueType.Quorum, static options => options.MessageTtl = TimeSpan.FromDays(50), "MessageTtl of queue 'audit' is 50.00:00:00");
        Refused(QueueType.Quorum, static options => options.MessageTtl = TimeSpan.FromTicks(1), "use whole milliseconds");
        Refused(QueueType.Stream, static options => options.MaxAge = TimeSpan.FromMilliseconds(1_500), "MaxAge of queue 'audit' is 00:00:01.5000000: use whole seconds, at least 1");
        Refused(QueueType.Stream, static options => options.MaxSegmentBytes = 0, "MaxSegmentBytes of queue 'audit' is 0");

        static void Refused(QueueType type, Action<QueueOptions> configure, string sentence) => Assert.Contains(
            sentence, Assert.Throws<ArgumentOutOfRangeException>(() => new TopologyBuilder().Queue("audit", type, configure)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_need_another_one_are_refused_without_it()
    {
        Refused(static options => options.DeadLetterRoutingKey = "dead", "set DeadLetterExchange");
        Refused(static options => options.DeadLetterAtLeastOnce = true, "set DeadLetterExchange");
        Refused(
            static options =>
            {
                options.DeadLetterExchange = "dead";
                options.DeadLetterAtLeastOnce = true;
            },
            "needs Overflow = RejectPublish");

        static void Refused(Action<QueueOptions> configure, string sentence) => Assert.Contains(
            sentence, Assert.Throws<ArgumentException>(() => new TopologyBuilder().Queue("audit", QueueType.Quorum, configure)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_argument_that_is_given_twice_is_refused_with_both_names()
    {
        ArgumentException queue = Assert.Throws<ArgumentException>(static () => new TopologyBuilder().Queue("audit", QueueType.Quorum, static options =>
        {
            options.MaxLength = 5;
            options.Arguments["x-max-length"] = 6;
        }));
        Assert.Contains("queue 'audit' has the argument 'x-max-length' twice: set MaxLength, or the argument, but not both", queue.Message, StringComparison.Ordinal);

        ArgumentException type = Assert.Throws<ArgumentException>(static () => new TopologyBuilder().Queue("audit", QueueType.Quorum, static options => options.Arguments["x-queue-type"] = "classic"));
        Assert.Contains("has the argument 'x-queue-type' twice", type.Message, StringComparison.Ordinal);

        ArgumentException exchange = Assert.Throws<ArgumentException>(static () => new TopologyBuilder().Exchange("orders", configure: static options =>
        {
            options.AlternateExchange = "unrouted";
            options.Arguments["alternate-exchange"] = "other";
        }));
        Assert.Contains("exchange 'orders' has the argument 'alternate-exchange' twice", exchange.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_kinds_types_and_overflows_are_refused_by_name()
    {
        Assert.Contains("9 is not an ExchangeKind", Assert.Throws<ArgumentOutOfRangeException>(static () => new TopologyBuilder().Exchange("orders", (ExchangeKind)9)).Message, StringComparison.Ordinal);
        Assert.Contains("9 is not a QueueType", Assert.Throws<ArgumentOutOfRangeException>(static () => new TopologyBuilder().Queue("audit", (QueueType)9)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "9 is not a QueueOverflow",
            Assert.Throws<ArgumentOutOfRangeException>(static () => new TopologyBuilder().Queue("audit", QueueType.Quorum, static options => options.Overflow = (QueueOverflow)9)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Options_changed_after_the_call_change_nothing()
    {
        QueueOptions? kept = null;
        var topology = new TopologyBuilder();
        topology.Queue("audit", QueueType.Quorum, options =>
        {
            options.Arguments["x-queue-leader-locator"] = "balanced";
            kept = options;
        });
        kept!.Arguments["x-queue-leader-locator"] = "client-local";

        Assert.Equal("balanced", Assert.Single(topology.Queues).Arguments["x-queue-leader-locator"]);
    }

    private static void Set(QueueOptions options, string option)
    {
        switch (option)
        {
            case nameof(QueueOptions.DeadLetterExchange): options.DeadLetterExchange = "dead"; break;
            case nameof(QueueOptions.DeadLetterAtLeastOnce): options.DeadLetterAtLeastOnce = true; break;
            case nameof(QueueOptions.MessageTtl): options.MessageTtl = TimeSpan.FromMinutes(1); break;
            case nameof(QueueOptions.MaxLength): options.MaxLength = 5; break;
            case nameof(QueueOptions.Overflow): options.Overflow = QueueOverflow.DropHead; break;
            case nameof(QueueOptions.DeliveryLimit): options.DeliveryLimit = 5; break;
            case nameof(QueueOptions.SingleActiveConsumer): options.SingleActiveConsumer = true; break;
            case nameof(QueueOptions.MaxPriority): options.MaxPriority = 5; break;
            case nameof(QueueOptions.MaxAge): options.MaxAge = TimeSpan.FromDays(1); break;
            case nameof(QueueOptions.MaxSegmentBytes): options.MaxSegmentBytes = 1_000_000; break;
            case nameof(QueueOptions.FilterSize): options.FilterSize = 32; break;
            case nameof(QueueOptions.InitialClusterSize): options.InitialClusterSize = 3; break;
            default: throw new ArgumentOutOfRangeException(nameof(option), option, "Unknown option.");
        }
    }
}
