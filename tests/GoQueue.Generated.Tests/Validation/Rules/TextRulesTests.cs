using System.ComponentModel.DataAnnotations;
using CsCheck;
using GoQueue.Generated.Validation.Rules;
using Xunit;

namespace GoQueue.Generated.Tests.Validation.Rules;

/// <summary>Our rules and the attributes give the same answer.</summary>
public class TextRulesTests
{
    public static TheoryData<string> Addresses =>
        [null!, "", " ", "@", "a@", "@a", "a@b", "a@b.c", "a@@b", "a@b@c", "a b@c", "a@b\n", "\ra@b", "a@b\r\n", "ä@ö", "a@ ", " @a", "a\t@b", "a@b\u2028"];

    [Theory, MemberData(nameof(Addresses))]
    public void An_email_address_means_what_the_attribute_means(string? value)
        => Assert.Equal(new EmailAddressAttribute().IsValid(value), EmailAddressRule.Holds(value));

    [Fact]
    public void Any_text_is_an_email_address_for_both_or_neither()
        => Texts.Of("@", "a", ".", " ", "\r", "\n", "ä", "\ud83d\ude00").Sample(value => new EmailAddressAttribute().IsValid(value) == EmailAddressRule.Holds(value), iter: 20_000);

    public static TheoryData<string> PhoneNumbers =>
        [null!, "", " ", "1", "+1", "+", "-", "abc", "425-555-1212", "(425) 555.1212", "+49 89 1234", "425-555-1212 x123", "425-555-1212 ext. 123", "425 ext 1",
            "425 EXT.1", "425 extension 1", "x1", "ext.", "425 x", "425 x 1a", "425 x1 x2", "425 ext.1 x2", "٤٢٥", "425\t1", "425/1", "1 ext. ", "1ext.2ext", "1x ٣", "1 X5", "42.5,1"];

    [Theory, MemberData(nameof(PhoneNumbers))]
    public void A_phone_number_means_what_the_attribute_means(string? value)
        => Assert.Equal(new PhoneAttribute().IsValid(value), PhoneRule.Holds(value));

    [Fact]
    public void Any_text_is_a_phone_number_for_both_or_neither()
        => Texts.Of("1", "+", "-", ".", "(", ")", " ", "x", "X", "ext", "ext.", "EXT", "e", "٣", "/", "\t", "+e", "x+")
            .Sample(value => new PhoneAttribute().IsValid(value) == PhoneRule.Holds(value), iter: 20_000);

    public static TheoryData<string> Urls =>
        [null!, "", "http://", "HTTP://a", "https://a", "ftp://a", "ftps://a", "mailto:a", "//a", "a", " http://a", "http:/a", "http:\\\\a", "hTtPs://ä", "http://a b"];

    [Theory, MemberData(nameof(Urls))]
    public void A_url_means_what_the_attribute_means(string? value)
        => Assert.Equal(new UrlAttribute().IsValid(value), UrlRule.Holds(value));

    public static TheoryData<string> WebAddresses => [null!, "http://a", "https://a/b?c", "ftp://a", "ftps://a", "file:///a", "/a", "a", "HTTP://A"];

    [Theory, MemberData(nameof(WebAddresses))]
    public void A_uri_means_what_the_attribute_means(string? value)
    {
        var uri = value is null ? null : new Uri(value, UriKind.RelativeOrAbsolute);
        Assert.Equal(new UrlAttribute().IsValid(uri), UrlRule.Holds(uri));
    }

    public static TheoryData<string> Cards =>
        [null!, "", " ", "-", "0", "1", "18", "4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111112", "4111/1111", "0000000000000000", "٤", "59", "a", "378282246310005", "1800000000000000000000000000000000008"];

    [Theory, MemberData(nameof(Cards))]
    public void A_credit_card_means_what_the_attribute_means(string? value)
        => Assert.Equal(new CreditCardAttribute().IsValid(value), CreditCardRule.Holds(value));

    [Fact]
    public void Any_text_is_a_credit_card_for_both_or_neither()
        => Texts.Of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", " ", "-", "٣", "x").Sample(value => new CreditCardAttribute().IsValid(value) == CreditCardRule.Holds(value), iter: 20_000);

    public static TheoryData<string> Encodings =>
        [null!, "", " ", "=", "==", "====", "AA==", "AB==", "AAA=", "AAB=", "AAAA", "AAA", "A", "A===", "AA= =", " A A = = ", "AA==AA==", "AA-_", "AA=\n=", "AAAA\u00a0", "äAAA", "AA==\0", "AAAA====", "A=A="];

    [Theory, MemberData(nameof(Encodings))]
    public void Base64_means_what_the_attribute_means(string? value)
        => Assert.Equal(new Base64StringAttribute().IsValid(value), Base64StringRule.Holds(value));

    [Fact]
    public void Any_text_is_Base64_for_both_or_neither()
        => Texts.Of("A", "B", "z", "9", "+", "/", "=", "==", " ", "\n", "-", "_", "AAA", "AAAA").Sample(value => new Base64StringAttribute().IsValid(value) == Base64StringRule.Holds(value), iter: 20_000);

    [Theory]
    [InlineData(null), InlineData(""), InlineData(" "), InlineData("\u2003"), InlineData("a"), InlineData("\0"), InlineData(" a")]
    public void Required_means_what_the_attribute_means(string? value)
    {
        Assert.Equal(new RequiredAttribute().IsValid(value), RequiredRule.Holds(value, allowEmptyStrings: false));
        Assert.Equal(new RequiredAttribute { AllowEmptyStrings = true }.IsValid(value), RequiredRule.Holds(value, allowEmptyStrings: true));
    }
}
