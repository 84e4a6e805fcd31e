using System.ComponentModel.DataAnnotations;
using Xunit;

namespace GoQueue.Generated.Tests.Validation;

/// <summary>What users write themselves, compared with the framework.</summary>
public class CustomTests
{
    [Fact]
    public void The_users_own_attributes_mean_what_the_framework_makes_of_them()
    {
        Custom[] table =
        [
            new(), new() { Count = 1, Same = 1 }, new() { Count = 2, Same = 2, Other = 3 }, new() { Count = 2 }, new() { Checked = "wrong" }, new() { Checked = "right" },
            new() { File = "a.txt" }, new() { File = "a.png" }, new() { Left = 1 }, new() { Left = 1, Count = 1 },
        ];
        Conformance.Check(table, static v => v);
    }

    [Fact]
    public void A_result_without_names_is_the_members()
    {
        new Custom { Nameless = "a" }.TryValidate(out var failures);
        Assert.Equal([new ValidationFailure("Nameless", "CustomValidation", "Nameless.")], failures);
    }

    [Fact]
    public void A_value_that_checks_itself_means_what_the_framework_makes_of_it()
        => Conformance.Check(["one", "two", "none", "nothing", null], static v => new Custom { Fails = v });

    [Fact]
    public void A_value_checks_itself_only_where_its_members_are_valid()
    {
        new Custom { Fails = "one", Count = 1, Same = 1 }.TryValidate(out var failures);
        Assert.Equal(["Even"], failures.Select(static f => f.Rule));
        new Custom { Fails = "one" }.TryValidate(out failures);
        Assert.Equal([new ValidationFailure("Left", "ValidatableObject", "One.")], failures);
    }

    [Fact]
    public void A_struct_checks_itself()
    {
        Assert.True(new CustomStruct(1).TryValidate(out _));
        Assert.False(new CustomStruct(-1).TryValidate(out var failures));
        Assert.Equal("Count: Negative. (ValidatableObject)", failures[0].ToString());
    }

    [Fact]
    public void Declared_regular_expressions_are_called_though_they_are_private()
    {
        Assert.True(new Expressions("abc", "123").TryValidate(out _));
        Assert.False(new Expressions("abc1", "123x").TryValidate(out var failures));
        Assert.Equal(["Method", "Property"], failures.Select(static f => f.Path));
    }

    [Fact]
    public void A_match_that_takes_too_long_is_a_failure_that_does_not_show_the_value()
    {
        var message = new Expressions(Slow: new string('a', 40));
        Assert.False(message.TryValidate(out var failures));
        Assert.Equal("Slow: The field Slow could not be matched against its regular expression within 1 ms. (RegularExpression)", failures[0].ToString());
    }

    [Fact]
    public void The_exception_names_the_event_and_every_failure_and_no_value()
    {
        var message = new Requirements { Name = " ", Note = "", Code = "SECRET", Count = 77, Items = [], Password = "p", Letter = "a" };
        var exception = Assert.Throws<EventValidationException>(message.Validate);
        Assert.Equal(["Name", "Code", "Code", "Count", "Items"], exception.Failures.Select(static f => f.Path));
        Assert.Equal(["Required", "StringLength", "RegularExpression", "Range", "MinLength"], exception.Failures.Select(static f => f.Rule));
        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        Assert.Contains("Requirements", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Count: The field Count must be between 1 and 5. (Range)", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("77", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_event_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(static () => ((Custom)null!).TryValidate(out _));
        Assert.Throws<ArgumentNullException>(static () => ((Custom)null!).Validate());
    }

    [Fact]
    public void Messages_are_written_in_the_current_culture_as_the_attributes_do()
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            var comma = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            System.Globalization.CultureInfo.CurrentCulture = comma;
            Assert.False(Conformance.Check(new Numbers { Double = 9 }));
            new Numbers { Double = 9 }.TryValidate(out var failures);
            Assert.Equal("The field Double must be between -1,5 and 2,5.", failures[0].Message);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }
}
