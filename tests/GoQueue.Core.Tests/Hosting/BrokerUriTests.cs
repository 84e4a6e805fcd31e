using CsCheck;
using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Transports.RabbitMQ.Settings;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Hosting;

/// <summary>A slip in a URI must not show a password, and nothing in a URI is silently ignored.</summary>
[Covers(typeof(BrokerUri))]
public sealed class BrokerUriTests
{
    private const string Secret = "x9KSECRET";

    private const string Cure =
        "is not an AMQP URI: write amqp://user:password@host:5672/vhost, or amqps://… for TLS, with %40 for @, %2F for /, %3A for :, %23 for #, %25 for % and %3F for ? inside user, password and vhost.";

    [Theory]
    [InlineData("amqp://app:/x9KSECRET@host")]
    [InlineData("amqp://app:/x9K/SECRET@host/vhost")]
    [InlineData("amqp://app:x9K/SECRET@host")]
    [InlineData("amqp://app:12/x9KSECRET@host")]
    [InlineData("amqp://app:?x9KSECRET@host")]
    [InlineData("amqp://app:#x9KSECRET@host")]
    [InlineData("amqp://app:12?x9KSECRET@host")]
    [InlineData("amqp://app:12#x9KSECRET@host/vhost")]
    [InlineData(@"amqp://app:\x9KSECRET@host")]
    [InlineData(@"amqp://app:12\x9KSECRET@host")]
    [InlineData("amqp://app:x9K@SECRET@host")]
    [InlineData("amqp://app:x9K:SECRET@host")]
    [InlineData("amqp://app:x9K%SECRET@host")]
    [InlineData("amqp://app:x9K%2@SECRET")]
    [InlineData("amqp://app:x9K SECRET@host")]
    [InlineData("amqp://app:x9K\nSECRET@host")]
    [InlineData("amqp://app:x9KSECRET@")]
    [InlineData("amqp://app:x9KSECRET@/vhost")]
    [InlineData("amqp://app:x9KSECRET@host:0")]
    [InlineData("amqp://app:x9KSECRET@host:65536")]
    [InlineData("amqp://app:x9KSECRET@ho+st")]
    [InlineData("amqp://x9KSECRET+1")]
    [InlineData("amqp:app:x9KSECRET@host")]
    [InlineData("http://app:x9KSECRET@host")]
    [InlineData("app:x9KSECRET@host")]
    [InlineData("amqp://app:x9KSECRET@[host]")]
    public void A_URI_that_has_several_readings_is_refused_without_a_character_of_it(string uri)
    {
        var error = Refusal(uri);

        Assert.Equal($"The URI given to UseRabbitMQ {Cure}", error.Message);
        Assert.DoesNotContain("x9K", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_never_shown_wherever_a_character_that_means_something_lies_in_it()
    {
        // Every password of printable ASCII, unescaped: the URI is read with the host that was meant, or refused, and
        // no text shows a part of the password.
        Gen.Char[' ', '~'].Array[1, 12].Select(static chars => new string(chars)).Sample(
            junk =>
            {
                var password = $"{Secret[..3]}{junk}{Secret[3..]}";
                string text;
                try
                {
                    var publisher = Create($"amqp://app:{password}@host.example:5672/v");
                    text = publisher.DescribePipeline() + publisher.TransportDescription;
                    Assert.Contains("host.example:5672/v", publisher.TransportDescription, StringComparison.Ordinal);
                }
                catch (GoQueueConfigurationException refused)
                {
                    text = refused.ToString();
                }

                return !text.Contains(Secret[3..], StringComparison.Ordinal) && !text.Contains(Secret[..3], StringComparison.Ordinal);
            },
            iter: 2_000);
    }

    [Theory]
    [InlineData("amqp://app:p%2Fw@host", "amqp://host:5672/")]
    [InlineData("amqps://app:p%40%3A%25w@host/", "amqps://host:5671/")]
    [InlineData("  amqp://app:pw@host:1234/v%2Fh \n", "amqp://host:1234/v%2Fh")]
    [InlineData("amqp://[::1]/v", "amqp://[::1]:5672/v")]
    [InlineData("amqp://app:pw@[fe80::1]:1234", "amqp://[fe80::1]:1234/")]
    [InlineData("amqp://:pw@host", "amqp://host:5672/")]
    [InlineData("amqp://127.0.0.1", "amqp://127.0.0.1:5672/")]
    [InlineData("amqp://rabbit_mq.shop", "amqp://rabbit_mq.shop:5672/")]
    public void A_URI_that_has_one_reading_is_taken(string uri, string description) => Assert.Equal($"RabbitMQ {description}", Create(uri).TransportDescription);

    [Theory]
    [InlineData("heartbeat=5", "the query parameter 'heartbeat', which is not read from there; use RabbitMQOptions.Heartbeat")]
    [InlineData("x=1&connection_timeout=3", "the query parameter 'connection_timeout', which is not read from there; use RabbitMQOptions.ConnectTimeout")]
    [InlineData("CACERTFILE=/etc/ca.pem", "the query parameter 'cacertfile', which is not read from there; use RabbitMQOptions.ConfigureConnection")]
    [InlineData("x9KSECRET=x9KSECRET", "query parameters, which are not read from there; use RabbitMQOptions")]
    public void A_query_is_refused_by_name(string query, string reason)
    {
        var error = Refusal($"amqp://app:pw@host/v?{query}");

        Assert.Equal($"The URI given to UseRabbitMQ has {reason}: remove it, and write %3F for ? inside user, password and vhost.", error.Message);
    }

    [Fact]
    public void A_fragment_is_refused_by_name()
    {
        Assert.Equal(
            "The URI given to UseRabbitMQ has a fragment, which AMQP URIs do not have: write %23 for # inside user, password and vhost.",
            Refusal("amqp://app:pw@host/v#x9KSECRET").Message);
    }

    [Theory]
    [InlineData("host2", "host2:5672")]
    [InlineData("host2:99", "host2:99")]
    [InlineData("127.0.0.2:99", "127.0.0.2:99")]
    [InlineData("[::1]", "[::1]:5672")]
    [InlineData("[fe80::1]:99", "[fe80::1]:99")]
    public void An_endpoint_is_a_host_with_or_without_port(string endpoint, string description) =>
        Assert.Equal($"RabbitMQ amqp://host:5672,{description}/", Create("amqp://host", options => options.Endpoints.Add(endpoint)).TransportDescription);

    [Theory]
    [InlineData(null, "is null: write 'host' or 'host:port', or remove it.")]
    [InlineData(" ", "is empty: write 'host' or 'host:port', or remove it.")]
    [InlineData("::1", "has several colons: write an IPv6 address in brackets, '[::1]' or '[::1]:5672'. User, password and vhost stand in Uri only.")]
    [InlineData("fe80::1:5672", "has several colons: write an IPv6 address in brackets, '[::1]' or '[::1]:5672'. User, password and vhost stand in Uri only.")]
    [InlineData("app:x9KSECRET@host:1", "has several colons: write an IPv6 address in brackets, '[::1]' or '[::1]:5672'. User, password and vhost stand in Uri only.")]
    [InlineData("host:", "is not 'host' or 'host:port' with a port of 1 to 65535: correct it. User, password and vhost stand in Uri only.")]
    [InlineData("host:0", "is not 'host' or 'host:port' with a port of 1 to 65535: correct it. User, password and vhost stand in Uri only.")]
    [InlineData("host:65536", "is not 'host' or 'host:port' with a port of 1 to 65535: correct it. User, password and vhost stand in Uri only.")]
    [InlineData("x9KSECRET@host", "is not 'host' or 'host:port' with a port of 1 to 65535: correct it. User, password and vhost stand in Uri only.")]
    [InlineData("host/v", "is not 'host' or 'host:port' with a port of 1 to 65535: correct it. User, password and vhost stand in Uri only.")]
    [InlineData("[::1", "is not 'host' or 'host:port' with a port of 1 to 65535: correct it. User, password and vhost stand in Uri only.")]
    [InlineData("[::1]99", "is not 'host' or 'host:port' with a port of 1 to 65535: correct it. User, password and vhost stand in Uri only.")]
    [InlineData("[host]:99", "is not 'host' or 'host:port' with a port of 1 to 65535: correct it. User, password and vhost stand in Uri only.")]
    public void An_endpoint_that_is_none_is_refused_by_its_place(string? endpoint, string reason)
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => Create("amqp://host", options =>
        {
            options.Endpoints.Add("good");
            options.Endpoints.Add(endpoint!);
        }));

        Assert.Equal($"RabbitMQOptions.Endpoints[1] {reason}", error.Message);
    }

    [Fact]
    public async Task The_text_of_what_ConfigureConnection_throws_is_shown_nowhere()
    {
        var loggers = new RecordingLoggers();
        var time = new FakeTimeProvider();
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue
            .UseRabbitMQ("amqp://127.0.0.1:1", static options => options.ConfigureConnection = static _ => throw new InvalidOperationException($"vault says {Secret}"))
            .UseLogging(loggers)
            .UseTimeProvider(time)
            .Configure(static options => options.PublishTimeout = TimeSpan.FromMilliseconds(300)));

        // The bound passes after the code has run.
        var connecting = publisher.ConnectAsync(TestContext.Current.CancellationToken).AsTask();
        await Until.TrueAsync(() => publisher.GetTransportStatus().LastError is not null);
        var publishing = publisher.PublishAsync(new GoQueue.Core.Tests.Harness.OrderPlaced(1, "ann", null)).AsTask();
        await Until.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return connecting.IsCompleted && publishing.IsCompleted;
        });
        var connect = await Assert.ThrowsAsync<BrokerUnavailableException>(() => connecting);
        var publish = await Assert.ThrowsAnyAsync<PublishException>(() => publishing);

        Assert.Contains("RabbitMQOptions.ConfigureConnection failed with InvalidOperationException; catch it there to see its text", connect.Message, StringComparison.Ordinal);
        string?[] texts = [connect.ToString(), publish.ToString(), publisher.GetTransportStatus().LastError, publisher.GetTransportStatus().Reason, .. loggers.Lines];
        Assert.All(texts, static text => Assert.DoesNotContain(Secret, text ?? "", StringComparison.Ordinal));
        Assert.Contains("ConfigureConnection failed with InvalidOperationException", publisher.GetTransportStatus().LastError, StringComparison.Ordinal);
    }

    private static GoQueueConfigurationException Refusal(string uri) => Assert.Throws<GoQueueConfigurationException>(() => Create(uri));

    private static GoQueuePublisher Create(string uri, Action<GoQueue.RabbitMQ.RabbitMQOptions>? configure = null) =>
        GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(uri, configure));
}
