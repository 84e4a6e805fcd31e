using GoQueue.Transports.RabbitMQ.Faults;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Texts of the client and the broker stand in exceptions and logs as one short line.</summary>
public sealed class BrokerTextTests
{
    [Fact]
    public void The_stack_trace_that_the_client_quotes_is_left_out()
    {
        var reason = new ShutdownEventArgs(ShutdownInitiator.Library, 541, "Unexpected Exception", Thrown(), default);
        var interrupted = new OperationInterruptedException(reason);

        Assert.Contains("   at ", interrupted.Message, StringComparison.Ordinal);
        Assert.Equal("the line broke", BrokerText.Clean(interrupted));
        Assert.Equal("the line broke", BrokerText.Clean(new AlreadyClosedException(new ShutdownEventArgs(ShutdownInitiator.Library, 541, "x", interrupted, default))));
        Assert.DoesNotContain("   at ", BrokerText.Clean(interrupted.Message), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_cause_the_reason_is_told()
    {
        var interrupted = new OperationInterruptedException(new ShutdownEventArgs(ShutdownInitiator.Peer, 320, "CONNECTION_FORCED - bye"));

        Assert.Equal("CONNECTION_FORCED - bye", BrokerText.Clean(interrupted));
    }

    [Theory]
    [InlineData("a\r\nb", "a  b")]
    [InlineData("a\u202Eb", @"a\u202Eb")]
    [InlineData("first\n   at Some.Method() in file:line 1\n   at Other()", "first")]
    [InlineData("first\n --- End of inner exception stack trace ---\n   at Other()", "first")]
    [InlineData("meet me at noon", "meet me at noon")]
    [InlineData("access to vhost 'v' refused for user 'ann'", "access to vhost 'v' refused for this user")]
    public void A_text_is_one_line_without_users_and_invisible_characters(string text, string shown) => Assert.Equal(shown, BrokerText.Clean(text));

    private static IOException Thrown()
    {
        try
        {
            throw new IOException("the line broke");
        }
        catch (IOException exception)
        {
            return exception;
        }
    }
}
