using GoQueue.Core.Tests.Harness;
using GoQueue.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GoQueue.Core.Tests.Hosting;

/// <summary>Times: a bare number is not ten days, every time has a bound, and infinite means the longest one.</summary>
public sealed class TimeOptionTests
{
    private static readonly string[] s_keys = ["PublishTimeout", "DrainTimeout", "StartTimeout", "RabbitMQ:ConfirmTimeout", "RabbitMQ:AdmissionTimeout", "RabbitMQ:Heartbeat", "RabbitMQ:ConnectTimeout"];

    public static TheoryData<string> Keys => [.. s_keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_bare_number_is_refused_with_a_hint(string key)
    {
        Assert.Equal(
            $"'Messaging:{key}' is '10', which .NET reads as 10 days: write a time as hh:mm:ss, '00:00:10' for 10 seconds.", Refusal((key, "10")).Message);
        Assert.Equal(
            $"'Messaging:{key}' is '90', which .NET reads as 90 days: write a time as hh:mm:ss, '00:01:30' for 90 seconds.", Refusal((key, " 90 ")).Message);
        Assert.Equal($"'Messaging:{key}' is not a time: write one as hh:mm:ss, such as 00:00:30.", Refusal((key, "10s")).Message);
    }

    [Fact]
    public void A_bare_number_of_a_named_publishers_section_is_refused_with_a_hint()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ConnectionStrings:rabbitmq", "amqp://host"), new("GoQueue:Publishers:billing:PublishTimeout", "30"),
        ]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddKeyedGoQueue("billing", "rabbitmq");
        using var provider = services.BuildServiceProvider();

        var error = Assert.Throws<GoQueueConfigurationException>(() => provider.GetRequiredKeyedService<IGoQueuePublisher>("billing"));

        Assert.Equal(
            "'GoQueue:Publishers:billing:PublishTimeout' is '30', which .NET reads as 30 days: write a time as hh:mm:ss, '00:00:30' for 30 seconds.", error.Message);
    }

    [Theory]
    [InlineData("10", 10)]
    [InlineData("1", 1)]
    public void A_bare_number_that_another_binder_has_read_is_refused_with_a_hint(string text, int days)
    {
        var services = new ServiceCollection();
        services.AddGoQueue().UseInMemory();
        services.Configure<GoQueueOptions>(options => options.PublishTimeout = TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        using var provider = services.BuildServiceProvider();

        var error = Assert.Throws<GoQueueConfigurationException>(() => provider.GetRequiredService<IGoQueuePublisher>());

        Assert.Equal(
            $"GoQueueOptions.PublishTimeout is {days}.00:00:00: it must be 00:00:00.0010000 to 12:00:00, or Timeout.InfiniteTimeSpan for the longest; a configuration's '{days}' means {days} days, write '00:00:{days:00}' for seconds.",
            error.Message);
    }

    [Theory]
    [InlineData("PublishTimeout", "12:00:00")]
    [InlineData("DrainTimeout", "01:00:00")]
    [InlineData("ConfirmTimeout", "12:00:00")]
    [InlineData("AdmissionTimeout", "12:00:00")]
    [InlineData("Heartbeat", "00:10:00")]
    [InlineData("ConnectTimeout", "00:10:00")]
    public void Every_time_has_a_longest_value_and_infinite_stands_for_it(string option, string longest)
    {
        var most = TimeSpan.Parse(longest, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var good in new[] { most, Timeout.InfiniteTimeSpan, TimeSpan.MaxValue })
        {
            CreateRabbit(option, good);
        }

        foreach (var bad in new[] { most + TimeSpan.FromTicks(1), TimeSpan.FromDays(50), TimeSpan.MaxValue - TimeSpan.FromTicks(1), TimeSpan.Zero, TimeSpan.FromMilliseconds(-2), TimeSpan.MinValue })
        {
            var error = Assert.Throws<GoQueueConfigurationException>(() => CreateRabbit(option, bad));
            Assert.Contains($".{option} is {bad:c}: it must be ", error.Message, StringComparison.Ordinal);
            Assert.Contains($" to {longest}, or Timeout.InfiniteTimeSpan for the longest", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_infinite_timeout_of_a_call_or_publisher_does_not_fail_at_once(bool isMaximum)
    {
        var infinite = isMaximum ? TimeSpan.MaxValue : Timeout.InfiniteTimeSpan;
        var shop = new Shop();
        await using var publisher = shop.Publisher(goqueue => goqueue
            .Configure(options => options.PublishTimeout = options.DrainTimeout = infinite)
            .UseRetry(retry => retry.MaxDelay = infinite)
            .UseCircuitBreaker(circuit => circuit.OpenDuration = infinite)
            .UseDeduplication(window => window.Window = infinite));

        await publisher.PublishAsync(Shop.Order);
        await publisher.PublishAsync(Shop.Order, new PublishOptions { Timeout = infinite });
        await publisher.Background.EnqueueAsync(Shop.Order, new PublishOptions { Timeout = infinite }, TestContext.Current.CancellationToken);
        await publisher.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, shop.Queue.Count);
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:00:05")]
    [InlineData("12:00:01")]
    public async Task A_timeout_of_a_call_that_is_out_of_range_is_refused_by_name(string text)
    {
        var timeout = TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        await using var publisher = new Shop().Publisher();

        var error = await Assert.ThrowsAsync<MessageRefusedException>(
            async () => await publisher.PublishAsync(Shop.Order, new PublishOptions { MessageId = "m-1", Timeout = timeout }));

        Assert.Equal(
            $"The timeout of message m-1 (shop.orders/order.placed 1.2) is {text}: it must be 00:00:00.0010000 to 12:00:00, or Timeout.InfiniteTimeSpan for the longest.", error.Message);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
    }

    [Fact]
    public void The_time_of_an_event_is_bounded_too()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(
            () => new Shop().Publisher(static goqueue => goqueue.ForEvent<OrderPlaced>(static e => e.Timeout = TimeSpan.FromDays(60))));

        Assert.StartsWith("ForEvent<OrderPlaced>: Timeout is 60.00:00:00: it must be 00:00:00.0010000 to 12:00:00", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("window")]
    [InlineData("retry")]
    [InlineData("circuit")]
    [InlineData("keys")]
    public async Task Times_that_are_set_in_code_have_bounds_too(string which)
    {
        var year = TimeSpan.FromDays(365);
        var shop = new Shop();
        var error = await Record.ExceptionAsync(async () =>
        {
            switch (which)
            {
                case "window": await shop.Publisher(goqueue => goqueue.UseDeduplication(window => window.Window = year)).DisposeAsync(); break;
                case "retry": await shop.Publisher(goqueue => goqueue.UseRetry(retry => retry.MaxDelay = year)).DisposeAsync(); break;
                case "circuit": await shop.Publisher(goqueue => goqueue.UseCircuitBreaker(circuit => circuit.OpenDuration = year)).DisposeAsync(); break;
                default:
                    await using (await RefreshingKeyProvider.StartAsync(static _ => ValueTask.FromResult(new KeyRing(new EncryptionKey("k", new byte[32]))), year))
                    {
                    }

                    break;
            }
        });

        Assert.Contains(" is 365.00:00:00: it must be ", Assert.IsType<GoQueueConfigurationException>(error).Message, StringComparison.Ordinal);
    }

    private static void CreateRabbit(string option, TimeSpan value) => GoQueuePublisher.Create(goqueue => goqueue
        .UseRabbitMQ("amqp://host", rabbit =>
        {
            switch (option)
            {
                case "ConfirmTimeout": rabbit.ConfirmTimeout = value; break;
                case "AdmissionTimeout": rabbit.AdmissionTimeout = value; break;
                case "Heartbeat": rabbit.Heartbeat = value; break;
                case "ConnectTimeout": rabbit.ConnectTimeout = value; break;
            }
        })
        .Configure(options =>
        {
            options.PublishTimeout = option == "PublishTimeout" ? value : options.PublishTimeout;
            options.DrainTimeout = option == "DrainTimeout" ? value : options.DrainTimeout;
        }));

    private static GoQueueConfigurationException Refusal(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Messaging:RabbitMQ:Uri", "amqp://host"), .. values.Select(static one => new KeyValuePair<string, string?>($"Messaging:{one.Key}", one.Value))]).Build();
        var services = new ServiceCollection();
        services.AddGoQueue(configuration.GetSection("Messaging"));
        using var provider = services.BuildServiceProvider();
        return Assert.Throws<GoQueueConfigurationException>(() => provider.GetRequiredService<IGoQueuePublisher>());
    }
}
