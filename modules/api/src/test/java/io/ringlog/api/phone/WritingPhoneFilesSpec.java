package io.ringlog.api.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.api.port.Phones.Model;
import io.ringlog.api.port.Phones.Settings;
import io.ringlog.api.port.Phones.Transport;
import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WritingPhoneFilesSpec {

    private static final String EVIL = "Ann\r\naccount.1.password = x <b> & \"q\" ;x=1 \\ </user_realname>";

    @Test
    void each_maker_gets_its_own_form() {
        assertThat(text(Model.YEALINK, "Ann"))
                .startsWith("#!version:1.0.0.1\n")
                .contains("account.1.user_name = 1001\n", "account.1.password = secret-1\n")
                .contains("account.1.outbound_proxy.1.address = sip.acme.example\n")
                .contains("account.1.sip_server.1.transport_type = 1\n");
        assertThat(text(Model.SNOM, "Ann"))
                .contains("<user_pass idx=\"1\" perm=\"\">secret-1</user_pass>")
                .contains("<user_outbound idx=\"1\" perm=\"\">sip.acme.example:5070;transport=tcp</user_outbound>");
        assertThat(text(Model.GRANDSTREAM, "Ann"))
                .contains("<P35>1001</P35>", "<P34>secret-1</P34>", "<P48>sip.acme.example:5070</P48>");
        assertThat(text(Model.BARESIP, "Ann"))
                .isEqualTo("\"Ann\" <sip:1001@acme.example;transport=tcp>;auth_user=1001;auth_pass=secret-1;"
                        + "outbound=\"sip:sip.acme.example:5070;transport=tcp\"\n");
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void a_name_never_becomes_a_setting(Model model) {
        assertThat(text(model, EVIL).lines().count())
                .isEqualTo(text(model, "Ann").lines().count());
    }

    @ParameterizedTest
    @EnumSource(names = {"SNOM", "GRANDSTREAM"})
    void a_name_is_read_from_xml_as_it_is(Model model) throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text(model, EVIL).getBytes(UTF_8)));

        String tag = model == Model.SNOM ? "user_realname" : "P3";
        assertThat(document.getElementsByTagName(tag).item(0).getTextContent()).isEqualTo(EVIL.replace("\r\n", "  "));
    }

    @Test
    void a_phone_that_knows_a_folder_alone_names_the_file_by_its_mac() {
        assertThat(PhoneFile.isName(Model.YEALINK, "001565a1b2c3.cfg")).isTrue();
        assertThat(PhoneFile.isName(Model.SNOM, "snomD785-000413A1B2C3.htm")).isTrue();
        assertThat(PhoneFile.isName(Model.GRANDSTREAM, "cfg000b82a1b2c3.xml")).isTrue();
        assertThat(PhoneFile.isName(Model.BARESIP, "accounts")).isTrue();
    }

    @Test
    void what_it_asks_for_before_is_no_file_of_settings() {
        assertThat(PhoneFile.isName(Model.YEALINK, "y000000000065.cfg")).isFalse();
        assertThat(PhoneFile.isName(Model.SNOM, "snomD785.htm")).isFalse();
        assertThat(PhoneFile.isName(Model.GRANDSTREAM, "cfg000b82a1b2c3")).isFalse();
        assertThat(PhoneFile.isName(Model.BARESIP, "config")).isFalse();
    }

    private static String text(Model model, String name) {
        return PhoneFile.text(
                new Settings(model, "1001", "acme.example", "secret-1", name, "sip.acme.example", 5070, Transport.TCP));
    }
}
