using GoQueue.InMemory;
using GoQueue.Publishing.Composition;
using Xunit;

namespace GoQueue.Core.Tests.Publishing;

/// <summary>
/// The failure to write an event shows neither the keys of a hidden dictionary nor what a hidden member's converter
/// quotes.
/// </summary>
[Covers<HiddenPlace>]
public sealed class HiddenPlaceTests
{
    private const string HiddenText =
        "whose text is not shown because the event has members marked [Sensitive] or [Encrypted]. Fix the value, or give the member a [JsonConverter].";

    [Fact]
    public async Task The_key_of_a_sensitive_dictionary_is_hidden()
    {
        var failure = await FailureOf(new VaultOpened { Rates = new() { ["eur"] = 1 }, Accounts = new() { ["ok"] = 1, ["s3cret-4111"] = double.NaN } });

        Assert.Contains(" could not be written as JSON at $.accounts[***] and was not sent: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_another_dictionary_of_the_same_event_is_shown()
    {
        var failure = await FailureOf(new VaultOpened { Accounts = new() { ["s3cret"] = 1 }, Rates = new() { ["usd"] = 1, ["eur"] = double.NaN } });

        Assert.Contains(" at $.rates.eur and was not sent: ", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.InnerException);
    }

    [Fact]
    public async Task A_sensitive_dictionary_inside_a_list_is_hidden_and_its_neighbours_are_not()
    {
        var good = new VaultPart { Name = "a", Accounts = new() { ["s3cret-1"] = 1 }, Weight = 1 };

        var hidden = await FailureOf(new VaultOpened { Parts = [good, good with { Accounts = new() { ["s3cret-2"] = double.NaN } }] });
        var shown = await FailureOf(new VaultOpened { Parts = [good, good, good with { Weight = double.NaN }] });

        Assert.Contains(" at $.parts[1].accounts[***] and ", hidden.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", hidden.ToString(), StringComparison.Ordinal);
        Assert.Contains(" at $.parts[2].weight and ", shown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_converter_of_a_sensitive_member_throws_is_named_by_its_type()
    {
        var failure = await FailureOf(new VaultOpened { Iban = "xs3cret" });

        Assert.EndsWith($" at $.iban and was not sent: FormatException, {HiddenText}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_converter_throws_is_told_to_the_caller()
    {
        var failure = await FailureOf(new VaultOpened { Iban = "s3cret", Color = "xred" });

        Assert.EndsWith(" at $.color and was not sent: bad text xred Fix the value, or give the member a [JsonConverter].", failure.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(failure.InnerException);
    }

    [Fact]
    public async Task An_event_without_hidden_members_hides_nothing()
    {
        var key = await FailureOf(new VaultPainted { Rates = new() { ["eur"] = double.NaN } });
        var text = await FailureOf(new VaultPainted { Color = "xred" });

        Assert.Contains(" at $.rates.eur and ", key.Message, StringComparison.Ordinal);
        Assert.Contains("bad text xred", text.Message, StringComparison.Ordinal);
    }

    private static async Task<EventSerializationException> FailureOf<T>(T message)
        where T : IGoQueueEvent<T>
    {
        await using var publisher = GoQueuePublisher.Create(static goqueue => goqueue.UseInMemory(new InMemoryBroker().DeclareExchange("vaults")));
        return await Assert.ThrowsAsync<EventSerializationException>(() => publisher.PublishAsync(message).AsTask());
    }
}
