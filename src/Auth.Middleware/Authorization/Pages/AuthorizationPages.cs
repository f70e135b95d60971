using Auth.Pages;

namespace Auth.Authorization;

/// <summary>The pages that users see. Derive from it, change what should be different, and register it with <c>UseAuthorizationPages</c>.</summary>
/// <remarks>
/// Pages are made of text and forms only: their Content-Security-Policy lets no script, image or font in, and only the style sheet of
/// <see cref="Style"/>. <see cref="Html"/> encodes what is put into it. A form must keep its hidden fields: they prove that it comes from here.
/// </remarks>
public class AuthorizationPages
{
    /// <summary>The style sheet of all pages.</summary>
    public virtual string Style => PageStyle.Css;

    /// <summary>The document around every page; it must hold <see cref="Style"/> in a <c>style</c> element, unchanged.</summary>
    /// <param name="content">The page.</param>
    public virtual Html Document(PageContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.ToDocument(Style);
    }

    /// <summary>Asks whether an application may act for the user. The buttons post their forms, with their hidden fields.</summary>
    /// <param name="page">What is asked.</param>
    public virtual PageContent Consent(ConsentPage page) => ConsentTemplate.Render(page);

    /// <summary>Shows a code that the user copies into the application.</summary>
    /// <param name="page">The code.</param>
    public virtual PageContent OutOfBand(OutOfBandPage page) => OutOfBandTemplate.Render(page);

    /// <summary>Says what is wrong when the application cannot be told.</summary>
    /// <param name="page">What is wrong.</param>
    public virtual PageContent Problem(ProblemPage page) => ProblemTemplate.Render(page);

    /// <summary>Lists the applications that the user has allowed something, each with a button that ends it.</summary>
    /// <param name="page">The applications.</param>
    public virtual PageContent Authorized(AuthorizedPage page) => AuthorizedTemplate.Render(page);

    /// <summary>Lists the applications that the user has registered, with a form for another.</summary>
    /// <param name="page">The applications.</param>
    public virtual PageContent Applications(ApplicationsPage page) => ApplicationsTemplate.Render(page);

    /// <summary>Shows new credentials, this once.</summary>
    /// <param name="page">The credentials.</param>
    public virtual PageContent Credentials(CredentialsPage page) => CredentialsTemplate.Render(page);
}
