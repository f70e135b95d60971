namespace Auth.Mail;

/// <summary>Where a dialect's verification links lead.</summary>
internal interface IVerificationLink
{
    /// <summary>The dialect, as registrations name it.</summary>
    string Dialect { get; }

    /// <summary>The product named in the mail.</summary>
    string ProductName { get; }

    /// <summary>The path of a link, from the root.</summary>
    string PathFor(string code);
}
